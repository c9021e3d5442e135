/**
 * A landmark set: what the landmarks of a data set mean, in the data set's own order.
 *
 * 'Left' and 'right' are always the person's, as in the papers.
 */
export interface LandmarkSet {
  readonly name: 'imm58' | 'ibug68';
  /** Landmarks per face. */
  readonly count: number;
  /** Parts of the face as polylines, for drawing. */
  readonly parts: readonly FacePart[];
  /** `mirror[i]` is the landmark that landmark i becomes when the image is flipped left to right; an involution. */
  readonly mirror: readonly number[];
  /** Index of the tip of the nose. */
  readonly noseTip: number;
  /** Indices of the outer corners of the right and the left eye, whose distance normalizes the NME. */
  readonly outerEyeCorners: readonly [number, number];
}

/** One part of the face: its landmarks in drawing order. */
export interface FacePart {
  readonly name: string;
  readonly landmarks: readonly number[];
  /** Whether the last landmark joins the first. */
  readonly closed: boolean;
}

/** The part that consists of the landmarks `first` to `last`, both included. */
export function polyline(name: string, first: number, last: number, closed = false): FacePart {
  return { name, landmarks: Array.from({ length: last - first + 1 }, (_, i) => first + i), closed };
}

/** Pairs of landmarks on a contour that runs from one side of the face to the other; the middle one pairs with itself. */
export function acrossFace(first: number, last: number): [number, number][] {
  return Array.from({ length: Math.floor((last - first) / 2) + 1 }, (_, i) => [first + i, last - i]);
}

/** The mirror table of `count` landmarks out of left-right pairs; landmarks in no pair lie on the face's axis. */
export function mirrorTable(count: number, pairs: readonly (readonly [number, number])[]): number[] {
  const table = Array.from({ length: count }, (_, i) => i);
  for (const [a, b] of pairs) {
    table[a] = b;
    table[b] = a;
  }
  return table;
}

/** The landmarks of the mirrored image, in the landmarkSet's order: x becomes `width - x`. Landmarks as x0, y0, x1, y1, ... */
export function mirrorLandmarks(landmarkSet: LandmarkSet, landmarks: Float32Array, width: number): Float32Array {
  const mirrored = new Float32Array(landmarks.length);
  landmarkSet.mirror.forEach((from, to) => {
    mirrored[2 * to] = width - landmarks[2 * from]!;
    mirrored[2 * to + 1] = landmarks[2 * from + 1]!;
  });
  return mirrored;
}
