import quantile from '@stdlib/stats-base-dists-t-quantile';
import { deviation } from 'd3-array';

/**
 * The arithmetic mean. Unlike d3's, it is NaN when any value is NaN: a prediction that failed must not improve a mean.
 *
 * @throws RangeError for an empty list.
 */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('Cannot take the mean of an empty list.');
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/**
 * The mean of the errors that are known: those of missing landmarks, which are NaN, do not count.
 *
 * @param values Errors of which some are NaN.
 * @returns NaN when all are.
 */
export function meanOfKnown(values: ArrayLike<number>): number {
  let sum = 0;
  let known = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    sum += values[i]!;
    known++;
  }
  return sum / known;
}

/** Mean and standard deviation over repeated runs. */
export interface MeanAndSd {
  /** NaN when there are no runs, or a run lacks the value. */
  readonly mean: number;
  /** Sample standard deviation (n - 1 in the denominator); NaN for a single run. */
  readonly sd: number;
  /** Number of runs. */
  readonly count: number;
}

/**
 * Mean and sample standard deviation over repeated runs.
 *
 * @param values One value per run.
 * @example meanAndSd([0.0021, 0.0025]).mean // 0.0023
 */
export function meanAndSd(values: readonly number[]): MeanAndSd {
  if (values.length === 0 || values.some(Number.isNaN)) return { mean: NaN, sd: NaN, count: values.length };
  return { mean: mean(values), sd: deviation(values) ?? NaN, count: values.length };
}

/** How far two series of runs lie apart. */
export interface Difference {
  readonly mean: number;
  /** Half the width of the 95% confidence interval of the mean; NaN for a single pair. */
  readonly margin: number;
}

/**
 * Mean difference `values - base` of runs paired by seed or fold, with its 95% confidence interval by Student's t.
 * Pairing removes what both runs of a pair share, such as a hard fold or a lucky initialization.
 *
 * @param values One value per run.
 * @param base The values of the same seeds or folds that they are compared with.
 */
export function pairedDifference(values: readonly number[], base: readonly number[]): Difference {
  const { mean, sd, count } = meanAndSd(values.map((value, i) => value - (base[i] ?? NaN)));
  return { mean, margin: (studentQuantile(count - 1) * sd) / Math.sqrt(count) };
}

/**
 * The 97.5% quantile of Student's t distribution: the half-width of a 95% interval in standard errors.
 *
 * @param degrees Degrees of freedom; below 1 the quantile is NaN.
 */
export const studentQuantile = (degrees: number): number => (degrees < 1 ? NaN : quantile(0.975, degrees));
