import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { escapeHtml } from '../html';
import { fixed, sharedDecimals } from '../format';

/** What a cell can hold. */
export type Value = string | number | boolean | null | undefined;

/** One column of a table of rows of type R. */
export interface Column<R> {
  /** Heading, with the unit in brackets. */
  readonly title: string;
  /** What the column is sorted by, and shown where there is no `html`. */
  readonly value: (row: R) => Value;
  /** Another way to show it. */
  readonly html?: (row: R) => string;
  /** Decimals of its numbers; enough for three significant digits of the smallest one by default. */
  readonly decimals?: number;
}

export interface TableOptions<R> extends FigureOptions {
  /** Rows that stand out, such as the base of a comparison. */
  highlight?: (row: R) => boolean;
  /** Row that stays at the bottom, such as sums: HTML for each column. */
  footer?: readonly string[];
}

/**
 * A table that the reader can sort by any column. Numbers share their decimals and stand right.
 *
 * @example table(runs, [{ title: 'Run', value: (run) => run.name }, { title: 'MSE', value: (run) => run.mse }], 'Runs.')
 */
export function table<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  caption: string,
  options: TableOptions<R> = {},
): Figure {
  const layout = columns.map((column) => layoutOf(column, rows));
  const head = columns.map(
    ({ title }, i) =>
      `<th scope="col"${layout[i]!.numeric ? ' class="faces-number-cell"' : ''}>${escapeHtml(title)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = columns.map((column, i) => cell(column, row, layout[i]!, i === 0));
    return `<tr${options.highlight?.(row) ? ' class="faces-highlight"' : ''}>${cells.join('')}</tr>`;
  });
  const foot = options.footer?.map(
    (html, i) => `<td${layout[i]!.numeric ? ' class="faces-number-cell"' : ''}>${html}</td>`,
  );
  const html =
    `<faces-table><div class="faces-scroll"><table><thead><tr>${head.join('')}</tr></thead>` +
    `<tbody>${body.join('')}</tbody>${foot ? `<tfoot><tr>${foot.join('')}</tr></tfoot>` : ''}</table></div></faces-table>`;
  return new Figure('table', html, options.caption ?? caption, options);
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

function cell<R>(column: Column<R>, row: R, { numeric, decimals }: Layout, first: boolean): string {
  const value = column.value(row);
  const sortBy = typeof value === 'number' ? String(value) : showValue(value, decimals);
  const kind = numeric ? ' class="faces-number-cell"' : sortBy.length > 40 ? ' class="faces-text-cell"' : '';
  const attributes = `${kind} data-value="${escapeHtml(sortBy)}"`;
  const content = column.html?.(row) ?? escapeHtml(showValue(value, decimals));
  return first ? `<th scope="row"${attributes}>${content}</th>` : `<td${attributes}>${content}</td>`;
}

function showValue(value: Value, decimals: number): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? fixed(value, decimals) : value;
}
