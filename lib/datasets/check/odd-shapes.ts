import { median, range } from 'd3-array';
import { isMissing, presentCount, presentLandmarks } from '../../landmarks/missing';
import { alignment, alignShapes, transformed } from '../../landmarks/shape';
import { robustModels, USUAL } from './robust-models';
import type { Fit, ShapeModel } from './shape-model';

/** What would explain that a shape is far from the others. */
export type Explanation =
  /** Landmarks that belong in each other's place: each in that of the next one, the last one in that of the first. */
  | { readonly kind: 'swapped'; readonly cycles: readonly (readonly number[])[] }
  /** All landmarks of the left side and the right side are in each other's place. */
  | { readonly kind: 'mirrored' }
  /** A landmark that is not where the others suggest, and how far off it is, in pixels. */
  | { readonly kind: 'displaced'; readonly landmark: number; readonly distance: number }
  /** No simple one; the landmarks that fit worst. */
  | { readonly kind: 'unknown'; readonly landmarks: readonly number[] };

/** A shape that is far from the others. */
export interface OddShape {
  /** Its number. */
  readonly index: number;
  readonly explanation: Explanation;
}

/** A set of shapes to look at. */
export interface Shapes {
  /** Coordinates in pixels of each face; NaN for missing landmarks. */
  readonly shapes: readonly Float32Array[];
  /** The group of each: a shape is judged by those of other groups. */
  readonly groups: readonly string[];
  /** The landmark that each one becomes in a mirror; the identity if there is no symmetry. */
  readonly mirror: readonly number[];
}

/** Fewer shapes than this tell nothing about what is usual. */
const FEWEST_SHAPES = 10;

/** Fewer landmarks than this leave no shape once position, size and orientation are taken away. */
const FEWEST_LANDMARKS = 3;

/** Something explains a shape if the shape is this many times nearer to the others without it. */
const GAIN = 1.3;

/** Shapes more than this many times as far from the mean as the median one are odd. */
const FAR = 8;

/** A landmark is odd if it is this many times as far from where it should be as the median face's is, ... */
const FAR_LANDMARK = 12;

/** ... and more than this part of the shape's radius. */
const VISIBLE = 0.25;

/**
 * Finds shapes that are far from all others, each judged by shapes of other groups, and says what would explain it.
 *
 * @returns The odd ones, in their order; none if there are too few shapes or landmarks to tell.
 */
export function oddShapes({ shapes: all, groups, mirror }: Shapes): OddShape[] {
  const shapes = withoutRare(all);
  const aligned = alignShapes(shapes);
  if (!aligned || shapes.length < FEWEST_SHAPES) return [];
  const usable = range(shapes.length).filter(
    (i) => aligned.alignments[i] && presentCount(shapes[i]!) >= FEWEST_LANDMARKS,
  );
  if (usable.length < FEWEST_SHAPES) return [];
  const moved = new Map(usable.map((i) => [i, transformed(shapes[i]!, aligned.alignments[i]!)]));
  const { models, fits, typical } = robustModels(moved, groups);
  const usualOffsets = range(mirror.length).map((landmark) =>
    median([...fits.values()].map(({ offsets }) => lengthOf(offsets, landmark)).filter((one) => !Number.isNaN(one))),
  );
  return usable.flatMap((index) => {
    const judge = new Judge(aligned.mean, models.get(index)!, typical);
    const explanation = judge.explain(shapes[index]!, moved.get(index)!, fits.get(index)!, mirror, usualOffsets);
    return explanation ? [{ index, explanation }] : [];
  });
}

/** The shapes without landmarks that so few of them have that nothing is known about their usual place. */
function withoutRare(shapes: readonly Float32Array[]): Float32Array[] {
  const counts = range((shapes[0]?.length ?? 0) / 2).map(
    (landmark) => shapes.filter((shape) => !isMissing(shape, landmark)).length,
  );
  return shapes.map((shape) => shape.map((value, i) => (counts[i >> 1]! < FEWEST_SHAPES ? NaN : value)));
}

/** An explanation, and the distance from the others that the shape would have without the fault. */
interface Candidate {
  readonly explanation: Explanation;
  readonly rest: number;
}

class Judge {
  constructor(
    private readonly mean: Float64Array,
    private readonly model: ShapeModel,
    private readonly typical: number,
  ) {}

  explain(
    shape: Float32Array,
    moved: Float64Array,
    fit: Fit,
    mirror: readonly number[],
    usualOffsets: readonly (number | undefined)[],
  ): Explanation | null {
    const swaps = this.swaps(shape, moved, fit);
    const isOdd =
      fit.distance > FAR * this.typical ||
      usualOffsets.some((usual = Infinity, i) => {
        const offset = lengthOf(fit.offsets, i);
        return offset > VISIBLE && offset > FAR_LANDMARK * usual;
      });
    if (!swaps && !isOdd) return null;
    const candidates = [swaps, this.mirrored(shape, fit, mirror), this.displaced(shape, fit)];
    const found = candidates.filter((one) => one !== null).sort((a, b) => a.rest - b.rest);
    return found[0]?.explanation ?? { kind: 'unknown', landmarks: worst(fit) };
  }

  /** Exchanges pairs of landmarks as long as each exchange brings the shape much nearer to the others. */
  private swaps(shape: Float32Array, moved: Float64Array, fit: Fit): Candidate | null {
    const order = range(shape.length / 2);
    let [current, rest, aligned] = [shape, fit.distance, moved];
    for (;;) {
      const best = this.bestSwap(current, aligned, rest);
      if (!best) break;
      const [a, b] = best.pair;
      [order[a], order[b]] = [order[b]!, order[a]!];
      [current, rest, aligned] = [best.shape, best.rest, best.aligned];
    }
    const cycles = cyclesOf(order);
    return cycles.length > 0 ? { explanation: { kind: 'swapped', cycles }, rest } : null;
  }

  private bestSwap(shape: Float32Array, moved: Float64Array, distance: number) {
    const likely = this.model
      .swapped(moved)
      .filter((one) => one.distance * 1.1 < distance)
      .sort((a, b) => a.distance - b.distance);
    let best = null;
    let limit = distance / GAIN;
    for (const { pair } of likely.slice(0, 12)) {
      const order = range(shape.length / 2);
      [order[pair[0]], order[pair[1]]] = [pair[1], pair[0]];
      const swapped = permuted(shape, order);
      const to = alignment(swapped, this.mean);
      if (!to) continue;
      const aligned = transformed(swapped, to);
      const rest = this.model.fit(aligned).distance;
      if (rest < limit) {
        best = { pair, shape: swapped, aligned, rest };
        limit = rest;
      }
    }
    return best;
  }

  private mirrored(shape: Float32Array, fit: Fit, mirror: readonly number[]): Candidate | null {
    const swapped = permuted(shape, mirror);
    const to = alignment(swapped, this.mean);
    const rest = to ? this.model.fit(transformed(swapped, to)).distance : Infinity;
    return this.explains(rest, fit) ? { explanation: { kind: 'mirrored' }, rest } : null;
  }

  /** The one landmark without which the shape is a usual one. */
  private displaced(shape: Float32Array, fit: Fit): Candidate | null {
    let best: Candidate | null = null;
    const there = presentLandmarks(shape);
    for (const landmark of there) {
      const to = alignment(Float32Array.from(shape).fill(NaN, 2 * landmark, 2 * landmark + 2), this.mean);
      if (!to) continue;
      const { distance, shares, offsets } = this.model.fit(transformed(shape, to));
      // The distance of the other landmarks alone.
      const rest = (2 * there.length * distance - shares[landmark]!) / (2 * (there.length - 1));
      const pixels = lengthOf(offsets, landmark) / Math.hypot(to.a, to.b);
      if (rest < (best?.rest ?? Infinity))
        best = { explanation: { kind: 'displaced', landmark, distance: pixels }, rest };
    }
    return best && this.explains(best.rest, fit) ? best : null;
  }

  private explains(rest: number, { distance }: Fit): boolean {
    return rest < distance / GAIN && rest <= USUAL * this.typical;
  }
}

function worst({ shares }: Fit): number[] {
  const order = range(shares.length).filter((i) => !Number.isNaN(shares[i]));
  return order.sort((a, b) => shares[b]! - shares[a]!).slice(0, 4);
}

/** The cycles of a permutation, without those of one. */
function cyclesOf(order: readonly number[]): number[][] {
  const seen = new Set<number>();
  return order.flatMap((_, start) => {
    const cycle: number[] = [];
    for (let i = start; !seen.has(i); i = order[i]!) {
      seen.add(i);
      cycle.push(i);
    }
    return cycle.length > 1 ? [cycle] : [];
  });
}

/** The shape with landmark `order[i]` in the place of landmark i. */
const permuted = (shape: Float32Array, order: readonly number[]): Float32Array =>
  shape.map((_, i) => shape[2 * order[i >> 1]! + (i % 2)]!);

const lengthOf = (offsets: Float64Array, landmark: number): number =>
  Math.hypot(offsets[2 * landmark]!, offsets[2 * landmark + 1]!);
