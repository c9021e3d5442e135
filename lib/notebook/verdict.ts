import { fixed, measuredDecimals, significant } from '../format';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import type { Metric } from '../metrics/metric';
import { mean } from '../metrics/statistics';
import type { Difference } from '../metrics/statistics';

/** What may be claimed about the difference between two errors, at the 95% level. Smaller errors are better. */
export type Verdict = 'better' | 'worse' | 'not significant' | 'single run' | 'identical';

/**
 * The claim that a difference with its 95% interval supports.
 *
 * @param difference An error minus the one it is compared with; its margin is NaN for a single run.
 * @returns 'better' or 'worse' only if the interval excludes zero.
 */
export function verdictOf({ mean, margin }: Difference): Verdict {
  if (mean === 0 && !(margin > 0)) return 'identical';
  if (!Number.isFinite(margin)) return 'single run';
  if (Math.abs(mean) <= margin) return 'not significant';
  return mean < 0 ? 'better' : 'worse';
}

/** Two methods compared on the same faces. */
export interface FaceComparison {
  /** Mean error of the method, and of the one that it is compared with. */
  readonly error: number;
  readonly reference: number;
  /** Mean difference `error - reference` and its 95% bootstrap interval over faces, or over groups of faces. */
  readonly difference: number;
  readonly interval: Interval;
  readonly verdict: 'better' | 'worse' | 'not significant';
}

/**
 * Compares two methods face by face.
 *
 * @param errors Error of each face.
 * @param reference Errors of the same faces by the method to compare with.
 * @param groups Group of each face, such as its person: whole groups are resampled, because their faces are alike.
 */
export function compareFaces(
  errors: ArrayLike<number>,
  reference: ArrayLike<number>,
  groups?: readonly string[],
): FaceComparison {
  const differences = Float64Array.from(errors, (error, i) => error - reference[i]!);
  const interval = bootstrapInterval(differences, groups ? { groups } : {});
  const verdict = interval.low > 0 ? 'worse' : interval.high < 0 ? 'better' : 'not significant';
  return { error: mean(errors), reference: mean(reference), difference: mean(differences), interval, verdict };
}

/** A value of a metric with its unit: `0.00305`, `3.65%`, `28.2 px`. */
export const valueText = (value: number, { unit }: { readonly unit: string }): string =>
  significant(value) + unitText(unit);

/** A unit as it follows a number: `%`, or ` px` with a space. */
export const unitText = (unit: string): string => (unit === 'px' ? ' px' : unit);

/** A metric's name with its unit, for headings: `NME (%)`. */
export const headingOf = ({ title, unit }: Pick<Metric, 'title' | 'unit'>): string => `${title}${unit && ` (${unit})`}`;

/** A number with its sign: `+0.41`; without one where it rounds to zero. */
export function signed(value: number, decimals: number): string {
  const rounded = Number(value.toFixed(decimals));
  return `${rounded > 0 ? '+' : ''}${fixed(rounded === 0 ? 0 : value, decimals)}`;
}

/** A difference with its 95% interval: `+0.0035 ± 0.0049`; without the interval where there is none. */
export function differenceText({ mean, margin }: Difference): string {
  const decimals = measuredDecimals(mean, margin);
  return Number.isFinite(margin) ? `${signed(mean, decimals)} ± ${fixed(margin, decimals)}` : signed(mean, decimals);
}

/**
 * A difference with its bootstrap interval: `+2.05 percentage points, 95% CI +1.91 to +2.19`.
 *
 * @param comparison The difference.
 * @param unit Unit of the errors, `%` or `px`.
 */
export function intervalText(
  { difference, interval: { low, high } }: Pick<FaceComparison, 'difference' | 'interval'>,
  unit: string,
): string {
  const name = unit === '%' ? ' percentage points' : unitText(unit);
  return `${signed(difference, 2)}${name}, 95% CI ${signed(low, 2)} to ${signed(high, 2)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
