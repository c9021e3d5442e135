import { escapeHtml, slug } from '../html';
import { figureState, inNotebook, showHtml } from './kernel';

/** What every figure takes. */
export interface FigureOptions {
  /** Sentence below the figure, in place of the one made from its data. */
  caption?: string;
  /** Name to refer to it by: `[Figure](#fig-losses)` for `losses`. Made from the caption otherwise. */
  id?: string;
}

/** Which numbering a figure belongs to. */
export type FigureKind = 'figure' | 'table';

const LABELS = { figure: 'Figure', table: 'Table' } as const;
const CLASSES = { figure: 'faces-figure', table: 'faces-figure faces-table' } as const;
const PREFIXES = { figure: 'fig', table: 'tbl' } as const;

/**
 * A figure, a gallery or a table.
 *
 * As the last expression of a notebook's cell it shows itself; anywhere else in a cell `show()` does. Outside a
 * notebook `html()` gives what a page needs besides the script and the style of `runtime.ts`. The HTML has its
 * meaning without them: a still image, or a table, with its caption.
 *
 * @example lossCurves({ default: record })   // the last line of a cell
 */
export class Figure {
  readonly id: string;

  constructor(
    readonly kind: FigureKind,
    /** HTML between the frame and the caption. */
    readonly body: string,
    readonly caption: string,
    options: FigureOptions = {},
  ) {
    this.id = `${PREFIXES[kind]}-${options.id ?? slug(caption)}`;
  }

  /** Its number in the notebook, given when it is first shown and kept when it is shown again. */
  get number(): number {
    const shown = figureState()[this.kind === 'table' ? 'tables' : 'figures'];
    if (!shown.includes(this.id)) shown.push(this.id);
    return shown.indexOf(this.id) + 1;
  }

  html(): string {
    const number = `<span class="faces-number">${LABELS[this.kind]} ${this.number}.</span>`;
    const caption = `<figcaption>${number} ${escapeHtml(this.caption)}</figcaption>`;
    return `<figure id="${this.id}" class="${CLASSES[this.kind]}">${STATIC_HINT}${this.body}${caption}</figure>`;
  }

  /** Shows it below the running cell. */
  show(): void {
    showHtml(this.html());
  }

  /** tslab prints a cell's last expression by `console.log`, which asks for this. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    if (!inNotebook()) return `Figure '${this.caption}'`;
    this.show();
    return '';
  }
}

/** Seen only while the style sheet is missing, in a notebook that was opened again without its first output. */
const STATIC_HINT = '<p class="faces-hint">Still image: run the cells above to make it interactive.</p>';
