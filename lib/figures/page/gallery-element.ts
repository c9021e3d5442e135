import type { GalleryItemSpec, GallerySpec } from '../gallery-spec';
import { el, readData } from './elements';
import { Lightbox, markSwitches } from './lightbox';
import { compare } from './table-element';

/** A gallery that the reader can sort by its items' facts, and whose images a click enlarges. */
export class GalleryElement extends HTMLElement {
  private items: { element: HTMLElement; spec: GalleryItemSpec }[] = [];

  connectedCallback(): void {
    if (this.items.length > 0) return;
    const spec = readData<GallerySpec | null>(this);
    const elements = [...this.querySelectorAll<HTMLElement>('.faces-items > li')];
    if (!spec || elements.length === 0) return;
    this.items = elements.map((element, i) => ({ element, spec: spec.items[i]! }));
    for (const item of this.items) this.makeOpenable(item);
    this.prepend(this.controls(spec.isOrdered ?? false));
  }

  private makeOpenable(item: { element: HTMLElement; spec: GalleryItemSpec }): void {
    const frame = item.element.querySelector('.faces-open');
    if (!frame) return;
    const button = el('button', { type: 'button', class: 'faces-open', title: 'Enlarge' });
    button.append(...frame.childNodes);
    button.addEventListener('click', () => {
      const specs = this.items.map(({ spec }) => spec);
      new Lightbox(specs, this.items.indexOf(item), {
        look: [...this.classList],
        closed: (last) => this.items[last]?.element.querySelector('button')?.focus(),
      });
    });
    frame.replaceWith(button);
  }

  private controls(isOrdered: boolean): HTMLElement {
    const bar = el('div', { class: 'faces-controls', role: 'group', 'aria-label': 'Gallery' });
    const facts = [...new Set(this.items.flatMap(({ spec }) => Object.keys(spec.facts ?? {})))];
    const varying = facts.filter((fact) => new Set(this.items.map(({ spec }) => spec.facts?.[fact])).size > 1);
    if (varying.length > 0 && this.items.length > 2 && !isOrdered) {
      const options = ['as shown', ...varying].map((fact) => el('option', { value: fact }, fact));
      const list = el('select', {}, ...options);
      const original = [...this.items];
      list.addEventListener('change', () => this.sort(list.value, original));
      bar.append(el('label', {}, 'Sort by ', list));
    }
    bar.append(
      ...markSwitches(
        this,
        this.items.map(({ spec }) => spec),
      ),
    );
    return bar;
  }

  private sort(fact: string, original: readonly { element: HTMLElement; spec: GalleryItemSpec }[]): void {
    const value = ({ spec }: { spec: GalleryItemSpec }) => String(spec.facts?.[fact] ?? '');
    this.items = original.some(({ spec }) => spec.facts && fact in spec.facts)
      ? [...original].sort((a, b) => compare(value(a), value(b)))
      : [...original];
    this.querySelector('.faces-items')?.append(...this.items.map(({ element }) => element));
  }
}
