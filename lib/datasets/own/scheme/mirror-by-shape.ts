import { range } from 'd3-array';
import { alignment, transformed } from '../../../landmarks/shape';
import type { AlignedShapes } from '../../../landmarks/shape';

/** How a mean shape is symmetric. */
export interface ShapeSymmetry {
  /** The landmark that each one becomes in the mirror. */
  readonly mirror: readonly number[];
  /** Root mean square distance between the mean shape and its mirror image, as a fraction of the shape's radius. */
  readonly deviation: number;
}

/** A shape counts as symmetric up to this deviation. */
const MAX_DEVIATION = 0.06;

/** Fewest landmarks of which symmetry means something: three are nearly symmetric more often than not. */
export const FEWEST_FOR_SYMMETRY = 4;

/** Largest angle between the axis and the vertical, in degrees, for objects that stand upright in their photos. */
const MAX_TILT = 20;

/** Mean length of the photos' orientations above which objects count as upright; 1 if they are all the same. */
const UPRIGHT = 0.7;

/**
 * Looks for the mirror symmetry of a mean shape: an axis about which every landmark is mirrored onto one, much nearer than
 * onto any other. If the objects all stand upright, the axis must be vertical: in a flipped photo they still do.
 *
 * @param shapes The mean shape has no missing landmarks.
 * @returns Null if there is none, or too few landmarks to tell.
 */
export function symmetryOf(shapes: AlignedShapes): ShapeSymmetry | null {
  const { mean } = shapes;
  const count = mean.length / 2;
  if (count < FEWEST_FOR_SYMMETRY) return null;
  const tilt = concentration(shapes) > UPRIGHT ? MAX_TILT : 90;
  const tried = new Set<string>();
  let best: ShapeSymmetry | null = null;
  for (const degrees of range(-tilt, tilt + 1)) {
    const mirror = matching(mean, (degrees * Math.PI) / 180);
    if (!mirror || tried.has(mirror.join())) continue;
    tried.add(mirror.join());
    const deviation = deviationOf(mean, mirror);
    if (deviation < (best?.deviation ?? MAX_DEVIATION)) best = { mirror, deviation };
  }
  return best;
}

/**
 * Root mean square distance between a shape and its mirror image.
 *
 * @param mean Without missing landmarks, of the radius 1.
 * @param mirror The landmark that each one becomes in the mirror.
 */
export function deviationOf(mean: Float64Array, mirror: readonly number[]): number {
  const flipped = Float64Array.from(mean, (_, i) => (i % 2 === 0 ? -1 : 1) * mean[2 * mirror[i >> 1]! + (i % 2)]!);
  const to = alignment(flipped, mean);
  if (!to) return Infinity;
  const square = transformed(flipped, to).reduce((sum, value, i) => sum + (value - mean[i]!) ** 2, 0);
  return Math.sqrt((2 * square) / mean.length);
}

/**
 * Which landmark each one becomes in a mirror.
 *
 * @param angle Of the axis with the vertical.
 * @returns Null if some landmark does not clearly become one, or the landmarks do not all stay or swap.
 */
function matching(mean: Float64Array, angle: number): number[] | null {
  const count = mean.length / 2;
  const [cos, sin] = [Math.cos(2 * angle), Math.sin(2 * angle)];
  const mirror: number[] = [];
  for (let i = 0; i < count; i++) {
    const [x, y] = [mean[2 * i]!, mean[2 * i + 1]!];
    const [u, v] = [-cos * x + sin * y, sin * x + cos * y];
    const distances = range(count).map((j) => Math.hypot(mean[2 * j]! - u, mean[2 * j + 1]! - v));
    const nearest = distances.reduce((best, distance, j) => (distance < distances[best]! ? j : best), 0);
    const second = Math.min(...distances.filter((_, j) => j !== nearest));
    if (distances[nearest]! > 0.5 * second) return null;
    mirror.push(nearest);
  }
  const swaps = mirror.some((to, from) => to !== from);
  return swaps && mirror.every((to, from) => mirror[to] === from) ? mirror : null;
}

/** How alike the orientations of the shapes are: 1 if all are the same, 0 if they are all over. */
function concentration({ alignments }: AlignedShapes): number {
  let [a, b, count] = [0, 0, 0];
  for (const one of alignments) {
    if (!one) continue;
    const length = Math.hypot(one.a, one.b);
    a += one.a / length;
    b += one.b / length;
    count++;
  }
  return count > 0 ? Math.hypot(a, b) / count : 0;
}
