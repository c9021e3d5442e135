/**
 * A landmark set: what the landmarks of a data set mean, in the data set's own order.
 *
 * 'Left' and 'right' are always the person's, as in the papers.
 */
export interface LandmarkSet {
  /** Name for people, such as `ibug68`; nothing depends on it. */
  readonly name: string;
  /** Landmarks per face. */
  readonly count: number;
  /** Parts of the face as polylines, for drawing. */
  readonly parts: readonly FacePart[];
  /** `mirror[i]` is the landmark that landmark i becomes when the image is flipped left to right; an involution. */
  readonly mirror: readonly number[];
  /** Index of the tip of the nose; -1 if a selection leaves it out. */
  readonly noseTip: number;
  /**
   * Indices of the outer corners of the right and the left eye, whose distance normalizes the NME; -1 if a selection
   * leaves them out.
   */
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

/**
 * The mirror pairs of a contour that runs from one side of the face to the other, landmarks `first` to `last`, both
 * included. The middle one of an odd number is paired with itself.
 */
export function acrossFace(first: number, last: number): [number, number][] {
  return Array.from({ length: Math.floor((last - first) / 2) + 1 }, (_, i) => [first + i, last - i]);
}

/**
 * The mirror table of a landmark set.
 *
 * @param count Landmarks per face.
 * @param pairs Left-right pairs; landmarks in no pair lie on the face's axis.
 */
export function mirrorTable(count: number, pairs: readonly (readonly [number, number])[]): number[] {
  const table = Array.from({ length: count }, (_, i) => i);
  for (const [a, b] of pairs) {
    table[a] = b;
    table[b] = a;
  }
  return table;
}

/**
 * Mirrors landmarks as flipping the image does, in the landmark set's order: x becomes `width - x`.
 *
 * @param landmarkSet Says which landmark becomes which.
 * @param landmarks Coordinates x0, y0, x1, y1, ... in pixels, or fractions with a width of 1.
 * @param width Width of the image, in the landmarks' unit.
 */
export function mirrorLandmarks(landmarkSet: LandmarkSet, landmarks: Float32Array, width: number): Float32Array {
  const mirrored = new Float32Array(landmarks.length);
  landmarkSet.mirror.forEach((from, to) => {
    mirrored[2 * to] = width - landmarks[2 * from]!;
    mirrored[2 * to + 1] = landmarks[2 * from + 1]!;
  });
  return mirrored;
}

/**
 * A landmark set reduced to some of its landmarks.
 *
 * @param landmarkSet The set to choose from.
 * @param landmarks Indices of the landmarks wanted, in the order wanted. The mirror image of each must be among them.
 * @throws RangeError when an index is not in the set, or a mirror image is left out.
 */
export function selectFromSet(landmarkSet: LandmarkSet, landmarks: readonly number[]): LandmarkSet {
  const { name, parts, mirror, noseTip, outerEyeCorners } = landmarkSet;
  const [right, left] = outerEyeCorners;
  return {
    name,
    count: landmarks.length,
    parts: parts
      .map((part) => ({
        ...part,
        landmarks: part.landmarks.filter((p) => landmarks.includes(p)).map((p) => landmarks.indexOf(p)),
      }))
      .filter((part) => part.landmarks.length > 0),
    mirror: landmarks.map((landmark) => {
      const mirrored = mirror[landmark];
      if (mirrored === undefined) throw new RangeError(`The landmark set ${name} has no landmark ${landmark}.`);
      if (!landmarks.includes(mirrored)) {
        throw new RangeError(`Landmark ${landmark} was selected without its mirror image ${mirrored}: add it.`);
      }
      return landmarks.indexOf(mirrored);
    }),
    noseTip: landmarks.indexOf(noseTip),
    outerEyeCorners: [landmarks.indexOf(right), landmarks.indexOf(left)],
  };
}
