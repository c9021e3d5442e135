import { argsort } from './groups';

/**
 * P-values corrected by Holm's method for being several: with a limit of 5%, the probability that any of them is a false
 * positive stays below 5%.
 *
 * @param pValues One per comparison; NaN for those that have none, which do not count.
 * @returns The corrected p-values in the same order, at most 1.
 * @see S. Holm, 'A Simple Sequentially Rejective Multiple Test Procedure', Scandinavian Journal of Statistics 6, 1979.
 * @example holm([0.01, 0.04]) // [0.02, 0.04]
 */
export function holm(pValues: readonly number[]): number[] {
  const tests = pValues.filter((p) => !Number.isNaN(p)).length;
  const corrected = pValues.map(() => NaN);
  let least = 0;
  let rank = 0;
  for (const i of argsort(pValues.map((p) => (Number.isNaN(p) ? Infinity : p))).slice(0, tests)) {
    least = Math.max(least, Math.min(1, (tests - rank++) * pValues[i]!));
    corrected[i] = least;
  }
  return corrected;
}
