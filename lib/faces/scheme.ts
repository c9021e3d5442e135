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
