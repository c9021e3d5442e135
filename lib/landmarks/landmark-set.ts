/**
 * A landmark scheme: what the points of a data set mean, in the data set's own order.
 *
 * 'Left' and 'right' are always the person's, as in the papers.
 */
export interface LandmarkScheme {
  readonly name: 'imm58' | 'ibug68';
  /** Points per face. */
  readonly count: number;
  /** Parts of the face as polylines, for drawing. */
  readonly parts: readonly FacePart[];
  /** `mirror[i]` is the point that point i becomes when the picture is flipped left to right; an involution. */
  readonly mirror: readonly number[];
  /** Index of the tip of the nose. */
  readonly noseTip: number;
  /** Indices of the outer corners of the right and the left eye, whose distance normalises the NME. */
  readonly outerEyeCorners: readonly [number, number];
}

/** One part of the face: its points in drawing order. */
export interface FacePart {
  readonly name: string;
  readonly points: readonly number[];
  /** Whether the last point joins the first. */
  readonly closed: boolean;
}

/** The part that consists of the points `first` to `last`, both included. */
export function polyline(name: string, first: number, last: number, closed = false): FacePart {
  return { name, points: Array.from({ length: last - first + 1 }, (_, i) => first + i), closed };
}

/** Pairs of points on a contour that runs from one side of the face to the other; the middle one pairs with itself. */
export function acrossFace(first: number, last: number): [number, number][] {
  return Array.from({ length: Math.floor((last - first) / 2) + 1 }, (_, i) => [first + i, last - i]);
}

/** The mirror table of `count` points out of left-right pairs; points in no pair lie on the face's axis. */
export function mirrorTable(count: number, pairs: readonly (readonly [number, number])[]): number[] {
  const table = Array.from({ length: count }, (_, i) => i);
  for (const [a, b] of pairs) {
    table[a] = b;
    table[b] = a;
  }
  return table;
}

/** The points of the mirrored picture, in the scheme's order: x becomes `width - x`. Points as x0, y0, x1, y1, ... */
export function mirrorPoints(scheme: LandmarkScheme, points: Float32Array, width: number): Float32Array {
  const mirrored = new Float32Array(points.length);
  scheme.mirror.forEach((from, to) => {
    mirrored[2 * to] = width - points[2 * from]!;
    mirrored[2 * to + 1] = points[2 * from + 1]!;
  });
  return mirrored;
}
