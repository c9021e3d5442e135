import { Random } from '../random';
import { mean } from './distances';

/** A confidence interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** Figure of a sample of errors; their mean by default. */
  readonly statistic?: (errors: Float64Array) => number;
  /** Group of each face. Faces of one person resemble each other, so groups are drawn, not faces. */
  readonly groups?: readonly string[];
  readonly resamples?: number;
  readonly seed?: number;
  /** Probability that the interval covers the figure. */
  readonly confidence?: number;
}

/**
 * How far a figure might lie elsewhere had other faces of the same kind been measured: percentiles of the figure over
 * samples drawn with replacement from those at hand.
 *
 * Source: B. Efron, 'Bootstrap methods: another look at the jackknife', 1979 (percentile interval).
 *
 * @param errors One for each face.
 * @throws RangeError when there are no errors.
 */
export function bootstrapInterval(
  errors: ArrayLike<number>,
  { statistic = mean, groups, resamples = 2000, seed = 0, confidence = 0.95 }: BootstrapOptions = {},
): Interval {
  if (errors.length === 0) throw new RangeError('There are no errors to draw from.');
  const units = divide(errors, groups);
  const random = new Random(seed).split('bootstrap');
  const figures = Float64Array.from({ length: resamples }, () => {
    const drawn: number[] = [];
    for (let i = 0; i < units.length; i++) for (const error of random.choice(units)) drawn.push(error);
    return statistic(Float64Array.from(drawn));
  }).sort();
  const tail = (1 - confidence) / 2;
  return { low: quantile(figures, tail), high: quantile(figures, 1 - tail) };
}

/** Value below which this share of sorted values lies, between two of them linearly (as numpy's default). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

function divide(errors: ArrayLike<number>, groups: readonly string[] | undefined): number[][] {
  const units = new Map<string, number[]>();
  for (let i = 0; i < errors.length; i++) {
    const name = groups ? groups[i]! : String(i);
    const unit = units.get(name);
    if (unit) unit.push(errors[i]!);
    else units.set(name, [errors[i]!]);
  }
  return [...units.values()];
}
