import { fixed, sharedDecimals } from '../format';
import { html } from '../html';
import type { Html, HtmlValue } from '../html';
import { Figure } from './figure';
import type { FigureOptions } from './figure';

/** What a cell can hold. */
export type Value = string | number | boolean | null | undefined;

/** One column of a table of rows of type R. */
export interface Column<R> {
  /** Heading, with the unit in brackets. */
  readonly title: string;
  /** What the column is sorted by, and shown where there is no `html`. */
  readonly value: (row: R) => Value;
  /** Another way to show it: text, or HTML from the template. */
  readonly html?: (row: R) => HtmlValue;
  /** Decimals of its numbers; enough for three significant digits of the smallest one by default. */
  readonly decimals?: number;
}

/** What the rows of a table can have besides their columns. */
export interface RowOptions<R> {
  /** Rows that stand out, such as the base of a comparison. */
  highlight?: (row: R) => boolean;
  /** Row that stays at the bottom, such as totals: one entry for each column. */
  footer?: readonly HtmlValue[];
}

/** Options of a table with a caption. */
export interface TableOptions<R> extends FigureOptions, RowOptions<R> {}

/**
 * A table that the reader can sort by any column. Numbers are right-aligned and share their decimals.
 *
 * @param caption Used where the options have none.
 * @example table(variations.runs, [{ title: 'Run', value: (run) => run.label }], 'Runs.')
 */
export function table<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
  options: TableOptions<R> = {},
): Figure {
  return new Figure('table', tableHtml(rows, columns, options), options.caption ?? caption, options);
}

/** A table's HTML without frame and caption. */
export function tableHtml<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  { highlight, footer }: RowOptions<R> = {},
): Html {
  const layout = columns.map((column) => layoutOf(column, rows));
  const numeric = (i: number) => layout[i]!.numeric && html` class="faces-number-cell"`;
  const head = columns.map(({ title }, i) => html`<th scope="col"${numeric(i)}>${title}</th>`);
  const body = rows.map((row) => {
    const cells = columns.map((column, i) => cell(column, row, layout[i]!, i === 0));
    return html`<tr${highlight?.(row) && html` class="faces-highlight"`}>${cells}</tr>`;
  });
  const foot = footer?.map((content, i) => html`<td${numeric(i)}>${content}</td>`);
  return html`<faces-table><div class="faces-scroll"><table>
    <thead><tr>${head}</tr></thead>
    <tbody>${body}</tbody>
    ${foot && html`<tfoot><tr>${foot}</tr></tfoot>`}
  </table></div></faces-table>`;
}

interface Layout {
  readonly numeric: boolean;
  readonly decimals: number;
}

function layoutOf<R>({ value, decimals }: Column<R>, rows: readonly R[]): Layout {
  const values = rows.map(value).filter((one) => one !== null && one !== undefined);
  const numbers = values.filter((one): one is number => typeof one === 'number');
  return {
    numeric: numbers.length > 0 && numbers.length === values.length,
    decimals: decimals ?? sharedDecimals(numbers),
  };
}

function cell<R>(column: Column<R>, row: R, { numeric, decimals }: Layout, first: boolean): Html {
  const value = column.value(row);
  const sortBy = typeof value === 'number' ? String(value) : showValue(value, decimals);
  const kind = numeric ? 'faces-number-cell' : sortBy.length > 40 ? 'faces-text-cell' : '';
  const attributes = html`${kind && html` class="${kind}"`} data-value="${sortBy}"`;
  const content = column.html?.(row) ?? showValue(value, decimals);
  return first ? html`<th scope="row"${attributes}>${content}</th>` : html`<td${attributes}>${content}</td>`;
}

function showValue(value: Value, decimals: number): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? fixed(value, decimals) : value;
}
