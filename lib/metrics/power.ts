import { normal } from './normal';
import { studentQuantile } from './student';

/** Beyond this number of runs, nobody will try. */
const MOST_RUNS = 1000;

/** Probability that a comparison with enough runs finds a difference that is there. */
const POWER = 0.8;

/**
 * How many runs each of two recipes needs, for a two-sided t-test to find a difference with a probability of 80%.
 *
 * @param effect The difference over the standard deviation of the runs.
 * @param significance Probability of a false positive; 0.05 by default, less for one of several comparisons.
 * @returns At least 2; infinite if more than a thousand are needed; NaN for an unknown effect.
 * @example runsNeeded(1.5) // 9
 */
export function runsNeeded(effect: number, significance = 0.05): number {
  if (Number.isNaN(effect)) return NaN;
  const isEnough = (runs: number): boolean => powerOf(Math.abs(effect), runs, significance) >= POWER;
  if (!isEnough(MOST_RUNS)) return Infinity;
  // Power rises with the number of runs: halve the interval.
  let [low, high] = [2, MOST_RUNS];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/**
 * Power of a two-sided t-test of two recipes with as many runs each: the probability that it finds the difference.
 *
 * @param effect The difference over the standard deviation of the runs.
 * @param runs Of each recipe, at least 2.
 * @param significance Probability of a false positive.
 */
export function powerOf(effect: number, runs: number, significance = 0.05): number {
  const degrees = 2 * runs - 2;
  const limit = studentQuantile(degrees, 1 - significance / 2);
  const shift = effect * Math.sqrt(runs / 2);
  return noncentral(-limit, degrees, shift) + 1 - noncentral(limit, degrees, shift);
}

/** Steps of the numeric integration; 400 give six digits. */
const STEPS = 400;

/**
 * Distribution function of the noncentral t distribution: a normal variable with mean `shift`, over an estimated
 * deviation s. Integrates over s, whose square times the degrees of freedom has a chi-squared distribution.
 */
function noncentral(t: number, degrees: number, shift: number): number {
  const last = 1 + 8 / Math.sqrt(2 * degrees);
  let sum = 0;
  let total = 0;
  for (let i = 1; i < STEPS; i++) {
    const s = (last * i) / STEPS;
    // The density of s, up to a constant that cancels; at most 1.
    const weight = Math.exp((degrees - 1) * Math.log(s) - (degrees * (s * s - 1)) / 2);
    sum += weight * normal(t * s - shift);
    total += weight;
  }
  return sum / total;
}
