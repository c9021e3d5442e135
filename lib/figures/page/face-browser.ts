import type { ChartSpec, FaceCard } from '../chart-spec';
import { drawMarks } from '../marks';
import { el } from './elements';

/**
 * Shows the faces behind a chart's points: beside the pointer, and in a card that stays, which the keyboard reaches by
 * a list of all faces.
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

  /** Shows a face beside the pointer. */
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

  leave(): void {
    this.tip.hidden = true;
  }

  /** Keeps a face on its card. */
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

function cardContent({ image, height, marks, title, text }: FaceCard): Node[] {
  const drawing = el('div', { class: 'faces-card-image' });
  drawing.innerHTML =
    `<svg viewBox="0 0 200 ${height}" role="img" aria-label="Face with its true and predicted points">` +
    `<use href="#${image}"/>${drawMarks(marks)}</svg>`;
  return [drawing, el('div', {}, el('strong', {}, text), el('br'), title)];
}
