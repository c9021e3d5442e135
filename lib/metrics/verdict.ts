import { bootstrapInterval } from './bootstrap';
import type { Interval } from './bootstrap';
import { SIGNIFICANCE } from './comparison';
import type { TestedDifference } from './difference';
import { mean } from './statistics';

/** What may be claimed about the difference between two errors, at the 95% level. Smaller errors are better. */
export type Verdict = 'better' | 'worse' | 'not significant' | 'no interval' | 'identical' | 'diverged';

/**
 * The claim that a tested difference supports.
 *
 * @param difference An error minus the one it is compared with, with the p-value corrected for the number of comparisons
 *   if there are several.
 * @returns 'better' or 'worse' only if the p-value is below 5%, which means that the 95% interval excludes zero;
 *   'diverged' if an error is not a number.
 */
export function verdictOf({
  mean,
  margin,
  p,
  corrected = p,
}: TestedDifference & { readonly corrected?: number }): Verdict {
  if (!Number.isFinite(mean)) return 'diverged';
  if (mean === 0 && margin === 0) return 'identical';
  if (Number.isNaN(corrected)) return 'no interval';
  if (corrected >= SIGNIFICANCE) return 'not significant';
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
  const difference = mean(differences);
  return {
    error: mean(errors),
    reference: mean(reference),
    difference,
    interval,
    verdict: claimOf(difference, interval),
  };
}

/** An error that is not a number is worse than any. */
function claimOf(difference: number, { low, high }: Interval): FaceComparison['verdict'] {
  if (low > 0 || !Number.isFinite(difference)) return 'worse';
  return high < 0 ? 'better' : 'not significant';
}
