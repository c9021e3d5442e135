import { fixed, significant } from './format';

/** A number's unit: pixels of the photo, percent, or none. */
export interface HasUnit {
  readonly unit: string;
}

/** Decimals of percentages: errors in percent of the eye distance, and differences between them. */
const PERCENT_DECIMALS = 2;

/** In place of a number that there is not, as `fixed` and `significant` write it. */
const NOTHING = '–';

/** Between a number and what belongs to it, where no line may end. */
const GLUE = '\u00a0';

/** A unit as it follows a number: `%`, or ` px` with a space. */
const unitText = (unit: string): string => (unit === '' || unit === '%' ? unit : GLUE + unit);

/** Decimals that a mean and its uncertainty share: two digits of the uncertainty, three of the mean without one. */
function decimalsOf(mean: number, uncertainty: number, { unit }: HasUnit): number {
  if (unit === '%') return PERCENT_DECIMALS;
  const [digits, size] = uncertainty > 0 ? [2, uncertainty] : [3, Math.abs(mean)];
  return size > 0 ? Math.max(0, digits - 1 - Math.floor(Math.log10(size))) : 0;
}

/** A single measured value: `0.00305`, `3.65%`, `28.2 px`. The same number is written in the same way everywhere. */
export const valueText = (value: number, of: HasUnit): string =>
  Number.isFinite(value) ? numberText(value, of) + unitText(of.unit) : NOTHING;

/** Percentages have two decimals, other measured values three digits. */
const numberText = (value: number, { unit }: HasUnit): string =>
  unit === '%' ? fixed(value, PERCENT_DECIMALS) : significant(value);

/** A mean over runs and its standard deviation, which is NaN for a single run. */
interface Measured {
  readonly mean: number;
  readonly sd: number;
}

/**
 * A mean over runs with its standard deviation: `0.0031 ± 0.0015`. The deviation has two significant digits, and the mean
 * as many decimals; the mean of a single run is written as `valueText` does.
 */
export const measuredText = (value: Measured, of: HasUnit): string =>
  Number.isFinite(value.mean) ? measuredNumber(value, of) + unitText(of.unit) : NOTHING;

/** The same without the unit, for a table whose heading has it. */
export function measuredNumber({ mean, sd }: Measured, of: HasUnit): string {
  if (!Number.isFinite(mean) || !Number.isFinite(sd)) return numberText(mean, of);
  const decimals = decimalsOf(mean, sd, of);
  return `${fixed(mean, decimals)}${GLUE}±${GLUE}${fixed(sd, decimals)}`;
}

/** A mean alone, with the decimals that `measuredText` gives it: `0.0031`. */
export const meanText = ({ mean, sd }: Measured, of: HasUnit): string =>
  Number.isFinite(sd) && Number.isFinite(mean)
    ? fixed(mean, decimalsOf(mean, sd, of)) + unitText(of.unit)
    : valueText(mean, of);

/** A number with its sign: `+0.41`; without one where it rounds to zero. */
export function signed(value: number, decimals: number): string {
  const rounded = Number(value.toFixed(decimals));
  return `${rounded > 0 ? '+' : ''}${fixed(rounded === 0 ? 0 : value, decimals)}`;
}

/**
 * A difference with half the width of its 95% interval: `+0.0035 ± 0.0049`; alone where there is no interval.
 *
 * @param difference Its margin is NaN where there is no interval.
 */
export function differenceText(
  { mean, margin }: { readonly mean: number; readonly margin: number },
  of: HasUnit,
): string {
  const decimals = decimalsOf(mean, margin, of);
  if (!Number.isFinite(margin) || margin === 0) return signed(mean, decimals);
  return `${signed(mean, decimals)}${GLUE}±${GLUE}${fixed(margin, decimals)}`;
}

/** What a difference is counted in: differences of percentages are percentage points. */
const differenceUnit = (unit: string): string => (unit === '%' ? ' percentage points' : unitText(unit));

/**
 * A difference with the ends of its 95% interval: `+2.05 percentage points, 95% CI +1.91 to +2.19`.
 *
 * @param comparison The difference.
 * @param of Unit of what is compared.
 */
export function intervalText(
  {
    difference,
    interval: { low, high },
  }: { readonly difference: number; readonly interval: { readonly low: number; readonly high: number } },
  of: HasUnit,
): string {
  const decimals = decimalsOf(difference, (high - low) / 2, of);
  const [middle, from, to] = [difference, low, high].map((value) => signed(value, decimals));
  return `${middle}${differenceUnit(of.unit)}, 95% CI ${from} to ${to}`;
}

/** An interval of a value, with the value's decimals, for a table whose heading says which: `3.47% to 3.83%`. */
export const boundsText = ({ low, high }: { readonly low: number; readonly high: number }, of: HasUnit): string =>
  `${valueText(low, of)} to ${valueText(high, of)}`;

/** The 95% interval of a value: `95% CI 3.47% to 3.83%`. */
export const ciText = (interval: { readonly low: number; readonly high: number }, of: HasUnit): string =>
  `95% CI ${boundsText(interval, of)}`;

/** A p-value in a table: `0.032`, `< 0.001`; a dash where there is none. */
export const pValue = (p: number): string =>
  p < 0.001 ? `<${GLUE}0.001` : p < 0.0995 ? significant(p, 2) : fixed(p, 2);

/** A p-value in a sentence: `p = 0.032`, `p < 0.001`. */
export const pText = (p: number): string => `p${GLUE}${p < 0.001 ? '' : `=${GLUE}`}${pValue(p)}`;

/** How many runs of each recipe would be needed, to two digits: `about 460 seeds each`. */
export const neededText = (runs: number): string =>
  Number.isFinite(runs) ? `about ${fixed(Number(runs.toPrecision(2)), 0)} seeds each` : 'more than 1,000 seeds each';
