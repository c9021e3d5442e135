import { html, slug } from '../html';
import type { Html } from '../html';
import { readJob } from '../parameters/job';
import { Displayed } from './displayed';
import { figureState, showHtml, showPicture } from './kernel';
import { hasDrawings, stillPicture } from './still';

/** What every figure takes. */
export interface FigureOptions {
  /** Sentence below the figure; by default, one made from its data. */
  caption?: string;
  /** Name to refer to it by: `[Figure](#fig-losses)` for `losses`. Made from the caption by default. */
  id?: string;
}

/** Which numbering a figure belongs to. */
export type FigureKind = 'figure' | 'table';

const CLASSES = { figure: 'faces-figure', table: 'faces-figure faces-table' } as const;
const PREFIXES = { figure: 'fig', table: 'tbl' } as const;

/** Seen only while the style sheet is missing, in a notebook that was opened again without its first output. */
const STATIC_HINT = html`<p class="faces-hint">Static image: run the cells above to make it interactive.</p>`;

/**
 * A figure, a gallery or a table.
 *
 * As the last expression of a notebook's cell it shows itself; anywhere else in a cell `show()` does. Outside a
 * notebook `html()` gives what a page needs besides the script and the style of `runtime.ts`. The HTML has its
 * meaning without them: a static image, or a table, with its caption.
 *
 * @example lossCurves({ default: record })   // the last line of a cell
 */
export class Figure extends Displayed {
  readonly id: string;

  /**
   * @param kind Which numbering it belongs to.
   * @param body HTML between the frame and the caption.
   * @param caption Plain text, used where the options have none.
   */
  constructor(
    readonly kind: FigureKind,
    readonly body: Html,
    readonly caption: string,
    options: FigureOptions = {},
  ) {
    super();
    this.id = `${PREFIXES[kind]}-${options.id ?? slug(caption)}`;
  }

  /**
   * The figure as `<figure id data-kind>`, with its number in the caption's `<span class="faces-number">`.
   *
   * @param number Its number on the page; without one the span is empty, for the page to fill in.
   */
  html(number?: number): Html {
    const label = number === undefined ? '' : `${figureLabel(this.kind, number)}.`;
    return html`<figure id="${this.id}" class="${CLASSES[this.kind]}" data-kind="${this.kind}">
      ${STATIC_HINT}${this.body}
      <figcaption><span class="faces-number">${label}</span> ${this.caption}</figcaption>
    </figure>`;
  }

  /** Shows it below the running cell, with its number in the notebook: given once and kept when it is shown again. */
  show(): void {
    const shown = figureState()[this.kind === 'table' ? 'tables' : 'figures'];
    if (!shown.includes(this.id)) shown.push(this.id);
    const page = this.html(shown.indexOf(this.id) + 1);
    showHtml(page);
    if (hasDrawings(page.text) && needsStills()) showPicture(stillPicture(page.text));
  }

  override toString(): string {
    return `${this.kind === 'table' ? 'Table' : 'Figure'} '${this.caption}'`;
  }
}

/**
 * Whether figures are followed by still pictures, which the style sheet hides where it is: not in a report, and not in VS
 * Code, whose outputs the style sheet does not know.
 */
const needsStills = (): boolean =>
  readJob()?.report === undefined && !Object.keys(process.env).some((name) => name.startsWith('VSCODE_'));

/** `Figure 3`, `Table 1`: how a text refers to a figure. */
export const figureLabel = (kind: FigureKind, number: number): string =>
  `${kind === 'table' ? 'Table' : 'Figure'} ${number}`;
