/**
 * A number with the given significant digits, in fixed notation where that is readable: 0.00312, 1,234, 2.5e−7.
 *
 * @param digits At least 1; 3 by default.
 * @example significant(0.0031234) // 0.00312
 */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  // The exponent after rounding: 0.9996 is written as 1.00.
  const size = Number(value.toExponential(digits - 1).split('e')[1]);
  if (size < -5 || size > 8) return minus(value.toExponential(digits - 1).replace('e+', 'e'));
  return minus(thousands(value.toFixed(Math.max(0, digits - 1 - size))));
}

/** A number with a fixed count of decimals, a true minus sign and commas between thousands: 1,864.5. */
export function fixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? minus(thousands(value.toFixed(decimals))) : '–';
}

/** A percentage with a fixed count of decimals: `percent(3.65, 2)` is `3.65%`. @param value In percent, not 0..1. */
export const percent = (value: number, decimals = 2): string => `${fixed(value, decimals)}%`;

/**
 * Decimals that all numbers of one column share, so that they can be compared at a glance: three significant digits
 * for the smallest one that is not zero; none for whole numbers.
 */
export function sharedDecimals(values: readonly number[]): number {
  const sizes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  if (sizes.every((size) => Number.isInteger(size))) return 0;
  return Math.min(7, Math.max(0, 2 - Math.floor(Math.log10(Math.min(...sizes)))));
}

/**
 * A table for a terminal: names to the left, numbers to the right.
 *
 * @param head Headings, one per column.
 * @param rows Cells, one list per row.
 * @returns Lines without trailing spaces.
 */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = head.map((title, i) => {
    const cells = rows.map((row) => row[i] ?? '');
    const isNumeric = i > 0 && cells.every((cell) => /^([−+]?\d.*|<.*|–|)$/.test(cell));
    const width = Math.max(...[title, ...cells].map(({ length }) => length));
    return (cell: string): string => (isNumeric ? cell.padStart(width) : cell.padEnd(width));
  });
  const line = (cells: readonly string[]): string =>
    columns
      .map((pad, i) => pad(cells[i] ?? ''))
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(line).join('\n');
}

/** A duration as people write it: 0.4 s, 12 s, 3 min 20 s, 1 h 5 min. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** The plural of a regular noun: `faces`, `boxes`, `batches` (but `epochs`), `bodies`. */
export const pluralOf = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}${/(s|x|z|[^o]ch|sh)$/.test(noun) ? 'es' : 's'}`;

/**
 * A count with its noun: `1 face`, `1,864 photos`.
 *
 * @example count(1864, 'photo') // 1,864 photos
 */
export const count = (n: number, noun: string, plural = pluralOf(noun)): string =>
  `${fixed(n, 0)} ${n === 1 ? noun : plural}`;

/** `a`, `a and b`, `a, b, and c`: how a sentence lists items; with semicolons where an item has a comma outside brackets. */
export function list(items: readonly string[]): string {
  const comma = items.some((item) => item.replace(/\([^)]*\)/g, '').includes(', ')) ? '; ' : ', ';
  if (items.length < 2 || (items.length === 2 && comma === ', ')) return items.join(' and ');
  return `${items.slice(0, -1).join(comma)}${comma}and ${items.at(-1)}`;
}

/** A parameter's value as people write it: 1e-3, 0.05, 15, true, mse. */
export function formatValue(value: unknown): string {
  if (typeof value === 'number') return value !== 0 && Math.abs(value) < 1e-2 ? value.toExponential() : String(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A date and time in UTC: `November 24, 2026, 07:15 UTC`. @param iso As `Date.toISOString` gives it. */
export function formatDate(iso: string): string {
  const date = new Date(iso).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
  return `${date}, ${iso.slice(11, 16)} UTC`;
}

const minus = (text: string): string => text.replace(/^-/, '−').replace('e-', 'e−');

function thousands(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
