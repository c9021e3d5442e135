import { median, quantile, range } from 'd3-array';
import { isMissing } from '../../landmarks/missing';
import { Random } from '../../random';
import { ShapeModel } from './shape-model';
import type { Fit } from './shape-model';

/** Models of the usual shape, and how shapes agree with them. */
export interface RobustModels {
  /** For each shape a model that is made of shapes of other groups. */
  readonly models: ReadonlyMap<number, ShapeModel>;
  readonly fits: ReadonlyMap<number, Fit>;
  /** The distance of the median shape. */
  readonly typical: number;
}

/** Shapes up to this many times as far from the mean as the median one count as usual. */
export const USUAL = 3;

const FOLDS = 5;

/** Part of the shapes that the first models are made of: those nearest to the median shape. */
const CORE = 0.7;

const ROUNDS = 3;

/**
 * Models of the usual shape, made so that odd shapes do not make odd shapes look usual: the first ones are made of the core
 * of all shapes, the next ones of all that agree with those.
 *
 * @param moved Aligned shapes by their numbers.
 * @param groups The group of each number.
 * @see A. C. Atkinson, M. Riani, 'The forward search and data analysis', 2004.
 */
export function robustModels(moved: ReadonlyMap<number, Float64Array>, groups: readonly string[]): RobustModels {
  const folds = foldsOf(groups);
  const distances = coreDistances(moved);
  let limit = quantile(distances.values(), CORE)!;
  let models = new Map<number, ShapeModel>();
  let fits = new Map<number, Fit>();
  let typical = NaN;
  for (let round = 0; round < ROUNDS; round++) {
    const kept = [...moved.keys()].filter((i) => distances.get(i)! <= limit);
    const byFold = range(FOLDS).map((fold) => {
      const others = kept.filter((i) => folds[i] !== fold);
      return new ShapeModel((others.length > 0 ? others : kept).map((i) => moved.get(i)!));
    });
    models = new Map([...moved.keys()].map((i) => [i, byFold[folds[i]!]!]));
    fits = new Map([...moved].map(([i, shape]) => [i, models.get(i)!.fit(shape)]));
    for (const [i, { distance }] of fits) distances.set(i, distance);
    typical = median(distances.values())!;
    limit = USUAL * typical;
  }
  return { models, fits, typical };
}

/** How far shapes are from the median shape; infinite for those with a reversed pair. */
function coreDistances(moved: ReadonlyMap<number, Float64Array>): Map<number, number> {
  const shapes = [...moved.values()];
  const center = shapes[0]!.map((_, row) => median(shapes, (shape) => shape[row])!);
  const reversed = withReversedPair(shapes);
  return new Map(
    [...moved.keys()].map((i, place) => [i, reversed.has(place) ? Infinity : meanSquare(shapes[place]!, center)]),
  );
}

function meanSquare(shape: Float64Array, center: Float64Array): number {
  const squares = Array.from(shape, (value, row) => (value - center[row]!) ** 2).filter((one) => !Number.isNaN(one));
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}

/** How many median deviations a pair must be away from the others to count as reversed. */
const REVERSED = 6;

/** The part of the usual distance between two landmarks by which they must lie the other way round. */
const CLEARLY = 0.3;

/**
 * Places of the shapes in which two landmarks lie the other way round than in nearly all others. Several shapes with the
 * same fault would look usual to a model that was made with them.
 */
function withReversedPair(shapes: readonly Float64Array[]): Set<number> {
  const found = new Set<number>();
  for (let a = 0; a < shapes[0]!.length / 2; a++) {
    for (let b = 0; b < a; b++) {
      const both = range(shapes.length).filter((i) => !isMissing(shapes[i]!, a) && !isMissing(shapes[i]!, b));
      const [xs, ys] = [0, 1].map((axis) => both.map((i) => shapes[i]![2 * a + axis]! - shapes[i]![2 * b + axis]!));
      const [x, y] = [median(xs!)!, median(ys!)!];
      // 1 for landmarks that lie as usual, -1 for swapped ones.
      const along = both.map((_, k) => (xs![k]! * x + ys![k]! * y) / (x * x + y * y));
      const deviation = median(along, (value) => Math.abs(value - 1))!;
      along.forEach((value, k) => {
        if (value < -CLEARLY && 1 - value > REVERSED * deviation) found.add(both[k]!);
      });
    }
  }
  return found;
}

/** The fold of each shape: groups in random order, the same one each time. */
function foldsOf(groups: readonly string[]): number[] {
  const order = new Random(0).split('folds of shapes').shuffle([...new Set(groups)].sort());
  const fold = new Map(order.map((group, i) => [group, i % FOLDS]));
  return groups.map((group) => fold.get(group)!);
}
