import { sum } from 'd3-array';
import { meanAndSd } from './statistics';
import { studentP, studentQuantile } from './student';

/** How far two series of runs lie apart. */
export interface Difference {
  readonly mean: number;
  /** Half the width of the 95% confidence interval of the mean; NaN where there are too few runs. */
  readonly margin: number;
}

/** A difference with its test against zero. */
export interface TestedDifference extends Difference {
  /** Two-sided p-value; NaN where there are too few runs. */
  readonly p: number;
}

/** Of runs that are equal to the last digit, which no test is needed for. */
const IDENTICAL: TestedDifference = { mean: 0, margin: 0, p: 1 };

/**
 * Difference of two means, `values - base`, with its 95% confidence interval by Welch's t-test, which does not pair the
 * runs and lets the two series vary by different amounts. Runs of different recipes have nothing in common that pairing
 * by seed could remove: the same seed draws other weights for another network.
 *
 * @param values One value per run.
 * @param base The values that they are compared with, of any number of runs.
 * @returns Without an interval if a series has a single run; zero without a margin if run equals run to the last digit.
 * @see B. L. Welch, 'The Generalization of Student's Problem when Several Different Population Variances are Involved',
 *   Biometrika 34, 1947.
 * @example welchDifference([0.0031, 0.0028, 0.0035], [0.0021, 0.0025, 0.0022])
 */
export function welchDifference(values: readonly number[], base: readonly number[]): TestedDifference {
  if (values.length === base.length && values.every((value, i) => value === base[i])) return IDENTICAL;
  const [a, b] = [meanAndSd(values), meanAndSd(base)];
  const [first, second] = [a.sd ** 2 / a.count, b.sd ** 2 / b.count];
  const degrees = (first + second) ** 2 / (first ** 2 / (a.count - 1) + second ** 2 / (b.count - 1));
  return tested(a.mean - b.mean, Math.sqrt(first + second), degrees);
}

/**
 * Mean difference `values - base` of pairs, with its 95% confidence interval by Student's t-test. For what is measured on
 * the same folds, or against a constant: pairing removes what both values of a pair share, such as a hard fold.
 *
 * @param values One value per fold.
 * @param base The values of the same folds that they are compared with.
 * @param weights What each pair counts, such as a fold's faces; all the same by default.
 */
export function pairedDifference(
  values: readonly number[],
  base: readonly number[],
  weights: readonly number[] = values.map(() => 1),
): TestedDifference {
  const differences = values.map((value, i) => value - (base[i] ?? NaN));
  const { mean, count } = meanAndSd(differences, weights);
  // The variance of a weighted mean; with equal weights, the sample variance over the count.
  const square = differences.reduce((total, one, i) => total + (weights[i]! * (one - mean)) ** 2, 0);
  const error = Math.sqrt((square * count) / (count - 1)) / sum(weights);
  return tested(mean, error, count - 1);
}

/** A spread of zero, or none, says nothing about chance: such a difference has no interval. */
function tested(mean: number, error: number, degrees: number): TestedDifference {
  if (!(error > 0)) return { mean, margin: NaN, p: NaN };
  return { mean, margin: studentQuantile(degrees) * error, p: studentP(mean / error, degrees) };
}
