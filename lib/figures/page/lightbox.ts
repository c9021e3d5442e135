import type { GalleryItemSpec } from '../gallery';
import { drawMarks, MARK_NAMES, markKinds } from '../marks';
import { el, toggle } from './elements';

export interface LightboxOptions {
  /** Classes that say how images are shown, e.g. without points. */
  readonly look: readonly string[];
  /** Told the item that was shown last. */
  readonly closed: (last: number) => void;
}

/** One image of a gallery, large, with what is known of it; arrows go to its neighbors, Escape goes back. */
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
    // A notebook has keyboard shortcuts of its own, which must not run meanwhile.
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
    const { image, height, marks, markScale = 1, alt, title, text, facts = {} } = this.items[this.index]!;
    this.stage.style.setProperty('--aspect', String(200 / height));
    this.stage.innerHTML = `<svg viewBox="0 0 200 ${height}" role="img"><use href="#${image}"/><g class="faces-marks">${drawMarks(marks, 0.35 * markScale)}</g></svg>`;
    this.stage.querySelector('svg')!.setAttribute('aria-label', alt);
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

/** Switches that show and hide the points inside an element, one for each kind that occurs. */
export function markSwitches(element: HTMLElement, items: readonly GalleryItemSpec[]): HTMLElement[] {
  return markKinds(items).map((kind) => {
    const hidden = `faces-hide-${kind}`;
    return toggle(MARK_NAMES[kind], !element.classList.contains(hidden), (shown) =>
      element.classList.toggle(hidden, !shown),
    );
  });
}
