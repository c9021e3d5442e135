import { group, quantileSorted, range } from 'd3-array';
import { Random } from '../random';
import { normal } from './normal';
import { mean } from './statistics';
import { studentQuantile } from './student';

/** A confidence interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How `bootstrapInterval` resamples. */
export interface BootstrapOptions {
  /** The statistic of a sample of errors; their mean by default. */
  readonly statistic?: (errors: Float64Array) => number;
  /** Group of each face, such as its person. Faces of one person resemble each other, so whole groups are drawn. */
  readonly groups?: readonly string[];
  /** Number of bootstrap samples; 2000 by default. */
  readonly resamples?: number;
  /** Seed of the draws; 0 by default. */
  readonly seed?: number;
}

/**
 * A 95% confidence interval by the percentile bootstrap: the range of a statistic over samples drawn with replacement.
 * It tells how far the statistic might lie elsewhere, had other faces of the same kind been measured.
 *
 * With few groups the plain percentiles are too narrow: with the eight held-out people of IMM, their 95% interval holds
 * the true mean in 88% of all cases. So the percentiles are moved outwards as Student's t is wider than the normal
 * distribution, which makes it 94%.
 *
 * @param errors One per face.
 * @throws RangeError when there are no errors.
 * @see B. Efron, 'Bootstrap Methods: Another Look at the Jackknife', Annals of Statistics, 1979; T. Hesterberg, 'What
 *   Teachers Should Know About the Bootstrap', The American Statistician, 2015 (expanded percentiles).
 * @example const { low, high } = bootstrapInterval(result.errors, { groups: people });
 */
export function bootstrapInterval(
  errors: ArrayLike<number>,
  { statistic = mean, groups, resamples = 2000, seed = 0 }: BootstrapOptions = {},
): Interval {
  if (errors.length === 0) throw new RangeError('Cannot compute a bootstrap interval: there are no errors.');
  // Map keeps the order in which groups first appear, which the draws depend on.
  const indices = [...group(range(errors.length), (i) => groups?.[i] ?? i).values()];
  const units = indices.map((unit) => unit.map((i) => errors[i]!));
  const random = new Random(seed).split('bootstrap');
  const statistics = Float64Array.from({ length: resamples }, () => {
    const sample: number[] = [];
    for (let i = 0; i < units.length; i++) for (const error of random.choice(units)) sample.push(error);
    return statistic(Float64Array.from(sample));
  });
  const sorted = Array.from(statistics.sort());
  const tail = tailOf(units.length);
  return { low: quantileSorted(sorted, tail)!, high: quantileSorted(sorted, 1 - tail)! };
}

/** Share of the samples below the interval: 2.5% for many groups, less for few; all equal for a single group. */
const tailOf = (groups: number): number =>
  groups > 1 ? normal(-Math.sqrt(groups / (groups - 1)) * studentQuantile(groups - 1)) : 0.025;
