import betainc from '@stdlib/math-base-special-betainc';
import quantile from '@stdlib/stats-base-dists-t-quantile';

/**
 * A quantile of Student's t distribution.
 *
 * @param degrees Degrees of freedom; below 1 the quantile is NaN.
 * @param probability 0.975 by default: the half-width of a 95% interval in standard errors.
 */
export const studentQuantile = (degrees: number, probability = 0.975): number =>
  degrees >= 1 ? quantile(probability, degrees) : NaN;

/**
 * Two-sided p-value of a t statistic: the probability of a value at least as far from zero.
 *
 * @param t The statistic.
 * @param degrees Degrees of freedom; below 1 the p-value is NaN.
 */
export const studentP = (t: number, degrees: number): number =>
  degrees >= 1 ? betainc(degrees / (degrees + t * t), degrees / 2, 0.5) : NaN;
