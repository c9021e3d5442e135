import { count, formatValue } from '../format';
import { wordsOf } from '../parameters/names';
import { parameterSchema } from '../parameters/schema';

/** One set of parameters among those that a sweep compares. */
export interface Variation<P> {
  /** Short and unique in its sweep, e.g. `learning rate 1e-4`. */
  readonly label: string;
  /** What differs from the sweep's base. */
  readonly changes: Partial<P>;
}

/** Values to try for some parameters, e.g. `{ learningRate: [1e-3, 1e-4], augment: [true, false] }`. */
export type Grid<P> = { readonly [K in keyof P]?: readonly P[K][] };

/** Variations by label, e.g. `{ 'no augmentation': { augment: false } }`. */
export type NamedVariations<P> = Readonly<Record<string, Partial<P>>>;

/**
 * Every combination of a grid's values. The first one is the base of the comparison: the combination of the base
 * values if the grid contains it, else that of each parameter's first value.
 *
 * @param grid The values to try.
 * @param base The parameters that the grid's values replace.
 */
export function gridVariations<P extends object>(grid: Grid<P>, base: P): Variation<P>[] {
  let combinations: Partial<P>[] = [{}];
  for (const name of Object.keys(grid) as (keyof P)[]) {
    const values = grid[name] ?? [];
    combinations = combinations.flatMap((changes) => values.map((value) => ({ ...changes, [name]: value })));
  }
  const isBase = (changes: Partial<P>) =>
    (Object.keys(changes) as (keyof P)[]).every((name) => changes[name] === base[name]);
  const ordered = [...combinations.filter(isBase), ...combinations.filter((changes) => !isBase(changes))];
  return ordered.map((changes) => ({ label: labelOf(changes), changes }));
}

/** The base itself, labeled `default` unless it has another name, followed by the named variations. */
export function namedVariations<P extends object>(named: NamedVariations<P>, base = 'default'): Variation<P>[] {
  return [{ label: base, changes: {} }, ...Object.entries(named).map(([label, changes]) => ({ label, changes }))];
}

/**
 * Sizes of training sets for a learning curve: the three largest powers of two below the size of the whole set.
 *
 * @param photos Size of the whole training set.
 * @example smallerSubsets(1864) // [256, 512, 1024]
 */
export function smallerSubsets(photos: number): number[] {
  const largest = 2 ** Math.floor(Math.log2(Math.max(1, photos - 1)));
  const least = parameterSchema.subset.minValue ?? 1;
  return [largest / 4, largest / 2, largest].filter((size) => size >= least && size < photos);
}

/**
 * One variation for each size of the training set.
 *
 * @example await sweep(resnet, { variations: subsetVariations([256, 512]) })
 */
export const subsetVariations = (sizes: readonly number[]): NamedVariations<{ subset: number }> =>
  Object.fromEntries(sizes.map((subset) => [count(subset, 'photo'), { subset }]));

/**
 * Describes changed parameters in words.
 *
 * @param changes Parameters with their values.
 * @example labelOf({ learningRate: 1e-4, augment: false }) // 'learning rate 1e-4, no augment'
 */
export function labelOf(changes: object): string {
  const parts = Object.entries(changes).map(([name, value]) => {
    if (typeof value === 'boolean') return value ? wordsOf(name) : `no ${wordsOf(name)}`;
    return `${wordsOf(name)} ${formatValue(value)}`;
  });
  return parts.join(', ') || 'default';
}
