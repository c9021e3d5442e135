import { deviation, sum } from 'd3-array';

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
 * @param weights What each value counts in the mean; all the same by default.
 * @example meanAndSd([0.0021, 0.0025]).mean // 0.0023
 */
export function meanAndSd(values: readonly number[], weights?: readonly number[]): MeanAndSd {
  if (values.length === 0 || values.some(Number.isNaN)) return { mean: NaN, sd: NaN, count: values.length };
  const isWeighted = weights !== undefined && new Set(weights).size > 1;
  const center = isWeighted ? sum(values, (value, i) => value * weights[i]!) / sum(weights) : mean(values);
  return { mean: center, sd: deviation(values) ?? NaN, count: values.length };
}
