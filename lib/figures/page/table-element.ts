import { csvOf } from './csv';
import { download, el } from './elements';

/**
 * A table whose headings become buttons that sort by their column: ascending first, then descending. Another button, at
 * the end of the caption, gives it out as CSV.
 */
export class TableElement extends HTMLElement {
  private ready = false;

  connectedCallback(): void {
    const headings = [...this.querySelectorAll<HTMLElement>('thead th')];
    const rows = this.querySelectorAll('tbody tr').length;
    if (this.ready || headings.length === 0) return;
    this.ready = true;
    this.makeScrollable();
    this.offerDownload();
    if (rows < 2) return;
    headings.forEach((heading, column) => {
      const button = el('button', { type: 'button', click: () => this.sort(headings, column) });
      button.append(...heading.childNodes);
      heading.append(button);
    });
  }

  private sort(headings: HTMLElement[], column: number): void {
    const heading = headings[column]!;
    const ascending = heading.getAttribute('aria-sort') !== 'ascending';
    for (const other of headings) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    const body = this.querySelector('tbody')!;
    const rows = [...body.querySelectorAll('tr')];
    const value = (row: Element) => (row.children[column] as HTMLElement | undefined)?.dataset.value ?? '';
    rows.sort((a, b) => (ascending ? 1 : -1) * compare(value(a), value(b)));
    body.append(...rows);
  }

  /** The values as they are now, in the order in which they were sorted. */
  private offerDownload(): void {
    const figure = this.closest('figure');
    const texts = (row: Element) => [...row.children].map((one) => one.textContent.trim().replace(/\s+/g, ' '));
    const save = () => {
      const rows = [...this.querySelectorAll('tr')].map(texts);
      download(`${figure?.id.replace(/^tbl-/, '') ?? 'table'}.csv`, csvOf(rows), 'text/csv');
    };
    const button = el(
      'button',
      { type: 'button', class: 'faces-save', title: 'Download this table', click: save },
      'CSV',
    );
    figure?.querySelector(':scope > figcaption')?.append(' ', button);
  }

  /** A box that scrolls must be reachable by the keyboard. */
  private makeScrollable(): void {
    const box = this.querySelector<HTMLElement>('.faces-scroll');
    if (!box) return;
    const caption = this.closest('figure')?.querySelector('figcaption')?.textContent ?? 'Table';
    new ResizeObserver(() => {
      const scrolls = box.scrollWidth > box.clientWidth;
      box.classList.toggle('faces-scrolls', scrolls);
      box.toggleAttribute('tabindex', scrolls);
      if (scrolls) {
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        box.setAttribute('aria-label', caption);
      } else {
        box.removeAttribute('role');
        box.removeAttribute('aria-label');
      }
    }).observe(box);
  }
}

/** Compares numbers by size, and other text alphabetically with the numbers in it by size. */
export function compare(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a !== '' && b !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a.localeCompare(b, 'en', { numeric: true });
}
