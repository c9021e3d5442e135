import { mean, sampleStandardDeviation } from 'simple-statistics';

/** Mean over repeated runs with their standard deviation. */
export interface MeanAndSd {
  readonly mean: number;
  /** Sample standard deviation; NaN for a single run. */
  readonly sd: number;
  readonly count: number;
}

export function spread(values: readonly number[]): MeanAndSd {
  const list = [...values];
  return {
    mean: list.length > 0 ? mean(list) : NaN,
    sd: list.length > 1 ? sampleStandardDeviation(list) : NaN,
    count: list.length,
  };
}

/** How far two series of runs lie apart. */
export interface Difference {
  readonly mean: number;
  /** Half the width of the 95 % confidence interval of the mean; NaN for a single pair. */
  readonly margin: number;
}

/**
 * Mean difference `values - base` of runs paired by seed or fold, with its 95 % interval by Student's t. Pairing
 * takes out what the two runs of a pair share: the hardness of a fold, the luck of an initialization.
 */
export function pairedDifference(values: readonly number[], base: readonly number[]): Difference {
  const { mean, sd, count } = spread(values.map((value, i) => value - (base[i] ?? NaN)));
  return { mean, margin: (studentQuantile(count - 1) * sd) / Math.sqrt(count) };
}

/** 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom (any statistics table). */
const QUANTILES = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** 97.5 % quantile of Student's t; above 30 degrees of freedom the normal one, at most 4 % too small. */
export function studentQuantile(degrees: number): number {
  return degrees < 1 ? NaN : (QUANTILES[degrees - 1] ?? 1.96);
}
