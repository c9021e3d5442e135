import { pairedDifference, welchDifference } from './difference';
import type { TestedDifference } from './difference';
import { holm } from './holm';
import { runsNeeded } from './power';
import { mean, meanAndSd } from './statistics';

/** What one recipe reached in each of its runs. */
export interface RunValues {
  /** One value per run. */
  readonly values: readonly number[];
  /** Fold of each run, where the runs cross-validate. */
  readonly folds?: readonly number[];
  /** What each run counts in a mean over folds: its held-out faces; all the same by default. */
  readonly weights?: readonly number[];
}

/** The difference of a recipe to the base of a comparison, as one of several such differences. */
export interface Comparison extends TestedDifference {
  /** The p-value corrected by Holm's method for the number of comparisons. */
  readonly corrected: number;
  /**
   * Runs of each recipe that would find a difference of the measured size with a probability of 80%; infinite beyond a
   * thousand, NaN where the runs do not tell.
   */
  readonly needed: number;
}

/** Probability of any false positive among the comparisons. */
export const SIGNIFICANCE = 0.05;

/**
 * Compares recipes with a base: by Welch's t-test over their runs, or paired by fold if the runs are those of a
 * cross-validation, as then both recipes have seen the same faces.
 *
 * @param base Runs of the base.
 * @param recipes Runs of the others.
 * @returns One comparison for each of the others.
 * @example const [comparison] = compareRuns({ values: [1, 2, 3] }, [{ values: [4, 5, 7] }]);
 */
export function compareRuns(base: RunValues, recipes: readonly RunValues[]): Comparison[] {
  const differences = recipes.map((recipe) =>
    base.folds ? pairedByFold(recipe, base) : welchDifference(recipe.values, base.values),
  );
  const corrected = holm(differences.map(({ p }) => p));
  const [{ sd }, spreads] = [meanAndSd(base.values), recipes.map(({ values }) => meanAndSd(values).sd)];
  return differences.map((difference, i) => {
    const effect = difference.mean / (Math.hypot(sd, spreads[i]!) * Math.SQRT1_2);
    const needed = base.folds ? NaN : runsNeeded(effect, SIGNIFICANCE / recipes.length);
    return { ...difference, corrected: corrected[i]!, needed };
  });
}

/** Over the folds that both have: runs may have failed. */
function pairedByFold(recipe: RunValues, base: RunValues): TestedDifference {
  const [own, others] = [foldMeans(recipe), foldMeans(base)];
  const common = [...own.keys()].filter((fold) => others.has(fold));
  return pairedDifference(
    common.map((fold) => own.get(fold)!),
    common.map((fold) => others.get(fold)!),
    base.weights && common.map((fold) => base.weights![base.folds!.indexOf(fold)]!),
  );
}

/** Mean of each fold over its seeds. */
function foldMeans({ values, folds = [] }: RunValues): Map<number, number> {
  return new Map(folds.map((fold) => [fold, mean(values.filter((_, i) => folds[i] === fold))]));
}
