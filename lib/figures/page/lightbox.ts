import type { GalleryItemSpec } from '../gallery-spec';
import { MARK_NAMES, markedImage, markKinds, viewOf } from '../marks';
import { el, toggle } from './elements';

/** What a lightbox takes from its gallery. */
export interface LightboxOptions {
  /** Classes that decide how images are shown, e.g. without landmarks. */
  readonly look: readonly string[];
  /** Called at the end with the index of the item that was shown last. */
  readonly closed: (last: number) => void;
}

/** One image of a gallery, enlarged, with its facts; arrow keys go to its neighbors, Escape closes it. */
export class Lightbox {
  private readonly stage = el('div', { class: 'faces-stage' });
  private readonly text = el('div', { class: 'faces-lightbox-text', 'aria-live': 'polite' });
  private readonly dialog: HTMLDialogElement;

  constructor(
    private readonly items: readonly GalleryItemSpec[],
    private index: number,
    { look, closed }: LightboxOptions,
  ) {
    this.stage.classList.add(...look);
    const button = (label: string, text: string, click: () => void) =>
      el('button', { type: 'button', 'aria-label': label, title: label, click }, text);
    const bar = el(
      'div',
      { class: 'faces-lightbox-bar' },
      button('Previous image', '←', () => this.go(-1)),
      button('Next image', '→', () => this.go(1)),
      ...markSwitches(this.stage, items),
      button('Close', '×', () => this.dialog.close()),
    );
    this.dialog = el('dialog', { class: 'faces-lightbox', 'aria-label': 'Enlarged image' }, this.stage, this.text, bar);
    this.dialog.addEventListener('keydown', (event) => this.key(event));
    this.dialog.addEventListener('click', (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener('close', () => {
      this.dialog.remove();
      closed(this.index);
    });
    document.body.append(this.dialog);
    this.show();
    this.dialog.showModal();
  }

  private key(event: KeyboardEvent): void {
    // A notebook has keyboard shortcuts of its own, which must not act meanwhile.
    event.stopPropagation();
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -this.index, End: this.items.length - 1 - this.index }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    this.go(step);
  }

  private go(step: number): void {
    this.index = (this.index + step + this.items.length) % this.items.length;
    this.show();
  }

  private show(): void {
    const item = this.items[this.index]!;
    const { alt, title, text, facts = {} } = item;
    const [, , width, height] = viewOf(item);
    this.stage.style.setProperty('--aspect', String(width / height));
    this.stage.innerHTML = markedImage(item, alt, 0.35).text;
    const list = Object.entries(facts).map(([name, value]) =>
      el('div', {}, el('dt', {}, name), el('dd', {}, String(value))),
    );
    const place = `${this.index + 1} of ${this.items.length}`;
    this.text.replaceChildren(
      el('p', {}, el('strong', {}, title || text || alt), ` ${place}`),
      el('dl', { class: 'faces-facts' }, ...list),
    );
  }
}

/** Switches that show and hide the marks inside an element, one for each kind that occurs. */
export function markSwitches(element: HTMLElement, items: readonly GalleryItemSpec[]): HTMLElement[] {
  return markKinds(items).map((kind) => {
    const hidden = `faces-hide-${kind}`;
    return toggle(MARK_NAMES[kind], !element.classList.contains(hidden), (shown) =>
      element.classList.toggle(hidden, !shown),
    );
  });
}
