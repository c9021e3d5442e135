import { group, quantileSorted, range, sum } from 'd3-array';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import { mean } from '../metrics/statistics';
import type { SweepResult } from '../runs/result';
import { ranked } from './confirm';

/** How much of the differences between variations one parameter alone explains. */
export interface Importance {
  readonly name: string;
  /** Share of the variance, 0..1; what chance would explain is taken off. */
  readonly share: number;
  /** 95% confidence interval over the variations. */
  readonly interval: Interval;
}

/** Numbers are sorted into this many classes of equal size. */
const CLASSES = 4;

/** Variations below which no share means anything. */
const ENOUGH = 20;

/**
 * The importance of each parameter of a search: the share of the variance of the logarithm of the error that the
 * parameter's values explain, each parameter alone (epsilon squared, which unlike eta squared is zero on average where
 * there is no effect). What two parameters do together is not seen.
 *
 * @param variations The values of the parameters, and the error that was reached.
 * @returns The most important parameter first; empty for fewer than 20 variations.
 * @see T. L. Kelley, 'An Unbiased Correlation Ratio Measure', PNAS, 1935.
 */
export function importances(
  variations: readonly { readonly changes: Readonly<Record<string, unknown>>; readonly error: number }[],
): Importance[] {
  const finite = variations.filter(({ error }) => error > 0 && Number.isFinite(error));
  if (finite.length < ENOUGH) return [];
  const errors = finite.map(({ error }) => Math.log(error));
  const found = Object.keys(finite[0]!.changes).map((name) => {
    const classes = classesOf(finite.map(({ changes }) => changes[name]));
    const share = (indices: ArrayLike<number>): number => explained(Array.from(indices), errors, classes);
    const all = range(finite.length);
    const { low, high } = bootstrapInterval(all, { statistic: share, resamples: 1000 });
    return { name, share: share(all), interval: { low: Math.max(0, low), high: Math.min(1, high) } };
  });
  return found.sort((a, b) => b.share - a.share);
}

/**
 * The importance of each parameter of a finished search, without the default and what has diverged or was stopped early.
 *
 * @returns Also the number of variations that it is taken from.
 */
export function importancesOf(result: SweepResult): { found: Importance[]; variations: number } {
  const variations = ranked(result)
    .filter(({ diverged, variation }) => diverged === 0 && variation !== result.variations[0])
    .map(({ variation, value }) => ({ changes: { ...variation.changes }, error: value.mean }));
  return { found: importances(variations), variations: variations.length };
}

/** The class of each value: for many different numbers by quartiles, else the value itself. */
function classesOf(values: readonly unknown[]): unknown[] {
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (numbers.length < values.length || new Set(numbers).size <= CLASSES) return [...values];
  const limits = range(1, CLASSES).map((i) => quantileSorted(numbers, i / CLASSES)!);
  return values.map((value) => limits.filter((limit) => (value as number) > limit).length);
}

/** Epsilon squared of some of the errors, by class; 0 at least. */
function explained(indices: readonly number[], errors: readonly number[], classes: readonly unknown[]): number {
  const squares = (some: readonly number[]): number => {
    const center = mean(some.map((i) => errors[i]!));
    return sum(some, (i) => (errors[i]! - center) ** 2);
  };
  const groups = [...group(indices, (i) => classes[i]).values()];
  const [total, within] = [squares(indices), sum(groups, squares)];
  const freedom = indices.length - groups.length;
  if (total === 0 || freedom <= 0) return 0;
  return Math.max(0, (total - within - ((groups.length - 1) * within) / freedom) / total);
}
