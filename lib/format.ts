/** A number in so many significant digits, without an exponent where it can be avoided: 0.00312, 1234, 2.5e-7. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (size < -5 || size > 8) return minus(value.toExponential(digits - 1).replace('e+', 'e'));
  return minus(thousands(value.toFixed(Math.max(0, digits - 1 - size))));
}

/** A number with a fixed count of decimals, a true minus sign and thin spaces between thousands. */
export function fixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? minus(thousands(value.toFixed(decimals))) : '–';
}

/**
 * Decimals that all numbers of one column share, so that they can be compared at a glance: three significant digits
 * for the smallest one that is not zero; none for whole numbers.
 */
export function sharedDecimals(values: readonly number[]): number {
  const sizes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  if (sizes.every((size) => Number.isInteger(size))) return 0;
  return Math.min(7, Math.max(0, 2 - Math.floor(Math.log10(Math.min(...sizes)))));
}

/** `0:08`, `3:20`, `1:02:03` from seconds. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0/, '');
}

/** A count with its noun: `1 face`, `48 faces`. */
export const count = (n: number, noun: string, plural = `${noun}s`): string =>
  `${fixed(n, 0)} ${n === 1 ? noun : plural}`;

const minus = (text: string): string => text.replace(/^-/, '−').replace('e-', 'e−');

function thousands(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
