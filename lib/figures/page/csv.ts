import type { Axis, ChartSpec } from '../chart-spec';

/** The values of a chart as CSV, one a line: series, label or face (if any), x, y, and the ends of its interval. */
export function toCsv({ x, y, series }: ChartSpec): string {
  const named = ({ ticks }: Axis, value: number | null | undefined) =>
    ticks?.find((tick) => tick.value === Math.round(value ?? NaN))?.label ?? value ?? '';
  const rows = series.flatMap((one) =>
    one.x.map((value, i) => [
      one.name,
      one.faces?.[i] ?? one.labels?.[i] ?? '',
      named(x, value),
      named(y, one.y[i]),
      one.low?.[i] ?? '',
      one.high?.[i] ?? '',
    ]),
  );
  const head = ['series', 'label', x.title, y.title, 'low', 'high'];
  return csvOf([head, ...rows]);
}

/** Rows as CSV (RFC 4180), safe to open in a spreadsheet: no text is taken for a formula. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

function cell(value: string | number): string {
  // Excel and others compute what begins with one of these; numbers stay numbers.
  const isFormula = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value));
  const text = isFormula ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
