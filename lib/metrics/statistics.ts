import quantile from '@stdlib/stats-base-dists-t-quantile';
import { deviation, mean } from 'd3-array';

/** Mean over repeated runs with their standard deviation. */
export interface MeanAndSd {
  /** NaN where there is no run. */
  readonly mean: number;
  /** Sample standard deviation; NaN for a single run. */
  readonly sd: number;
  readonly count: number;
}

/** Mean and sample standard deviation of repeated runs. @example meanAndSd([0.0021, 0.0025]).mean // 0.0023 */
export const meanAndSd = (values: readonly number[]): MeanAndSd => ({
  mean: mean(values) ?? NaN,
  sd: deviation(values) ?? NaN,
  count: values.length,
});

/** How far two series of runs lie apart. */
export interface Difference {
  readonly mean: number;
  /** Half the width of the 95% confidence interval of the mean; NaN for a single pair. */
  readonly margin: number;
}

/**
 * Mean difference `values - base` of runs paired by seed or fold, with its 95% interval by Student's t. Pairing takes
 * out what the two runs of a pair share: the hardness of a fold, the luck of an initialization.
 */
export function pairedDifference(values: readonly number[], base: readonly number[]): Difference {
  const { mean, sd, count } = meanAndSd(values.map((value, i) => value - (base[i] ?? NaN)));
  return { mean, margin: (studentQuantile(count - 1) * sd) / Math.sqrt(count) };
}

/** 97.5% quantile of Student's t; NaN below 1 degree of freedom. */
export const studentQuantile = (degrees: number): number => (degrees < 1 ? NaN : quantile(0.975, degrees));
