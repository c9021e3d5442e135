import { isMissing, presentCount } from './missing';

/**
 * A similarity transform: rotates and scales by the complex number (a, b), then moves by (x, y). A point (p, q) goes to
 * (a p - b q + x, b p + a q + y).
 */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly y: number;
}

/**
 * The similarity transform that takes a shape as near as possible to another one, in the sense of least squares over the
 * landmarks that both have (Procrustes analysis).
 *
 * @param shape Coordinates x0, y0, x1, y1, ...; NaN for missing landmarks.
 * @param target The same landmarks.
 * @returns Null if the two share fewer than two different landmarks.
 * @see J. C. Gower, 'Generalized Procrustes analysis', Psychometrika 1975.
 */
export function alignment(shape: ArrayLike<number>, target: ArrayLike<number>): Similarity | null {
  const shared = Array.from({ length: shape.length / 2 }, (_, i) => i).filter(
    (i) => !isMissing(shape, i) && !isMissing(target, i),
  );
  const center = (points: ArrayLike<number>, axis: number) =>
    shared.reduce((sum, i) => sum + points[2 * i + axis]!, 0) / shared.length;
  const [px, py, qx, qy] = [center(shape, 0), center(shape, 1), center(target, 0), center(target, 1)];
  let [real, imaginary, square] = [0, 0, 0];
  for (const i of shared) {
    const [x, y] = [shape[2 * i]! - px, shape[2 * i + 1]! - py];
    const [u, v] = [target[2 * i]! - qx, target[2 * i + 1]! - qy];
    real += x * u + y * v;
    imaginary += x * v - y * u;
    square += x * x + y * y;
  }
  if (!(square > 0) || real ** 2 + imaginary ** 2 === 0) return null;
  const [a, b] = [real / square, imaginary / square];
  return { a, b, x: qx - a * px + b * py, y: qy - b * px - a * py };
}

/** Moves the landmarks of a shape; missing ones stay missing. */
export function transformed(shape: ArrayLike<number>, { a, b, x, y }: Similarity): Float64Array {
  const moved = new Float64Array(shape.length);
  for (let i = 0; i < shape.length; i += 2) {
    moved[i] = a * shape[i]! - b * shape[i + 1]! + x;
    moved[i + 1] = b * shape[i]! + a * shape[i + 1]! + y;
  }
  return moved;
}

/** The similarity transform that undoes another one. */
function inverse({ a, b, x, y }: Similarity): Similarity {
  const square = a * a + b * b;
  const [c, d] = [a / square, -b / square];
  return { a: c, b: d, x: -c * x + d * y, y: -d * x - c * y };
}

/**
 * A shape with its missing landmarks where a mean shape would have them.
 *
 * @param shape Coordinates x0, y0, x1, y1, ...; NaN for missing landmarks.
 * @param mean The same landmarks in any position; null if it is not known.
 * @returns The shape as it is if nothing is missing, or fewer than two different landmarks are there.
 */
export function completed(shape: Float32Array, mean: Float64Array | null): Float32Array {
  if (!mean || !shape.some(Number.isNaN)) return shape;
  const to = alignment(shape, mean);
  if (!to) return shape;
  const placed = transformed(mean, inverse(to));
  return shape.map((value, i) => (Number.isNaN(value) ? placed[i]! : value));
}

/** Shapes brought into one position, size and orientation, and their mean. */
export interface AlignedShapes {
  /** Mean of the aligned shapes: its center is at 0, and the root mean square distance of its landmarks from it is 1. */
  readonly mean: Float64Array;
  /** What takes each shape to the mean; null for shapes with fewer than two landmarks. */
  readonly alignments: readonly (Similarity | null)[];
}

/**
 * Generalized Procrustes analysis: aligns shapes with their mean, computes the mean again, and so on. The mean keeps the
 * shapes' average orientation. Each landmark's mean is over the shapes that have it.
 *
 * @param shapes At least one shape; NaN for missing landmarks.
 * @returns The mean; a landmark that no shape has stays NaN. Null if no shape has two different landmarks.
 */
export function alignShapes(shapes: readonly ArrayLike<number>[]): AlignedShapes | null {
  const complete = shapes.reduce(
    (best, shape) => (presentCount(shape) > presentCount(best) ? shape : best),
    shapes[0]!,
  );
  let mean = normalized(Float64Array.from(complete));
  if (!mean.some(Number.isFinite)) return null;
  let alignments: (Similarity | null)[] = [];
  for (let round = 0; round < 8; round++) {
    const current = mean;
    alignments = shapes.map((shape) => alignment(shape, current));
    mean = normalized(meanOf(shapes, alignments));
  }
  const turn = meanTurn(alignments);
  const upright = normalized(transformed(mean, { a: turn.a, b: -turn.b, x: 0, y: 0 }));
  return { mean: upright, alignments: shapes.map((shape) => alignment(shape, upright)) };
}

function meanOf(shapes: readonly ArrayLike<number>[], alignments: readonly (Similarity | null)[]): Float64Array {
  const length = shapes[0]!.length;
  const [sums, counts] = [new Float64Array(length), new Float64Array(length)];
  shapes.forEach((shape, s) => {
    const to = alignments[s];
    if (!to) return;
    transformed(shape, to).forEach((value, i) => {
      if (Number.isNaN(value)) return;
      sums[i]! += value;
      counts[i]! += 1;
    });
  });
  return sums.map((sum, i) => sum / counts[i]!);
}

/** The average rotation, as a complex number of the length 1. */
function meanTurn(alignments: readonly (Similarity | null)[]): { a: number; b: number } {
  let [a, b] = [0, 0];
  for (const one of alignments) {
    if (!one) continue;
    const length = Math.hypot(one.a, one.b);
    a += one.a / length;
    b += one.b / length;
  }
  const length = Math.hypot(a, b);
  return length > 0 ? { a: a / length, b: b / length } : { a: 1, b: 0 };
}

/** Centered at 0, with a root mean square radius of 1; all NaN for a single point. */
function normalized(shape: Float64Array): Float64Array {
  const there = Array.from({ length: shape.length / 2 }, (_, i) => i).filter((i) => !isMissing(shape, i));
  const x = there.reduce((sum, i) => sum + shape[2 * i]!, 0) / there.length;
  const y = there.reduce((sum, i) => sum + shape[2 * i + 1]!, 0) / there.length;
  const square = there.reduce((sum, i) => sum + (shape[2 * i]! - x) ** 2 + (shape[2 * i + 1]! - y) ** 2, 0);
  const scale = square > 0 ? Math.sqrt(there.length / square) : NaN;
  return shape.map((value, i) => (value - (i % 2 === 0 ? x : y)) * scale);
}
