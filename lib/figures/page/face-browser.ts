import type { ChartSpec, FaceCard } from '../chart-spec';
import { markedImage } from '../marks';
import { el } from './elements';

/**
 * Shows the faces behind a chart's points: next to the pointer, and on a card that stays, which the keyboard reaches
 * through a list of all faces.
 */
export class FaceBrowser {
  private readonly tip = el('div', { class: 'faces-card faces-tip', hidden: true });
  private readonly card = el('div', { class: 'faces-card', 'aria-live': 'polite' });
  private readonly list: HTMLSelectElement;
  private readonly faces: Readonly<Record<string, FaceCard>>;

  constructor(
    private readonly frame: HTMLElement,
    spec: ChartSpec,
  ) {
    this.faces = spec.faces ?? {};
    const options = Object.entries(this.faces).map(([id, { title, text }]) =>
      el('option', { value: id }, `${title}: ${text}`),
    );
    this.list = el(
      'select',
      { change: () => this.show(this.list.value) },
      el('option', { value: '' }, 'none'),
      ...options,
    );
    const label = el('label', {}, 'Face: ', this.list);
    frame.append(this.tip);
    frame.after(el('div', { class: 'faces-browser faces-controls' }, label, this.card));
  }

  /** Shows a face next to the pointer. */
  hover(id: string | undefined, event: MouseEvent): void {
    const face = id === undefined ? undefined : this.faces[id];
    if (!face) return;
    this.tip.replaceChildren(...cardContent(face));
    this.tip.hidden = false;
    const frame = this.frame.getBoundingClientRect();
    const { width, height } = this.tip.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    this.tip.style.left = `${x + 16 + width < frame.width ? x + 16 : Math.max(0, x - width - 16)}px`;
    this.tip.style.top = `${Math.max(0, Math.min(y - height / 2, frame.height - height))}px`;
  }

  /** Hides the face next to the pointer. */
  leave(): void {
    this.tip.hidden = true;
  }

  /** Shows a face on the card that stays. */
  choose(id: string | undefined): void {
    if (id === undefined) return;
    this.list.value = id;
    this.show(id);
  }

  private show(id: string): void {
    const face = this.faces[id];
    this.card.replaceChildren(...(face ? cardContent(face) : []));
  }
}

function cardContent(card: FaceCard): Node[] {
  const drawing = el('div', { class: 'faces-card-image' });
  drawing.innerHTML = markedImage(card, 'Face with ground truth and prediction').text;
  return [drawing, el('div', {}, el('strong', {}, card.text), el('br'), card.title)];
}
