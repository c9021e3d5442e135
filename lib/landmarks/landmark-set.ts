/**
 * A landmark set: what the landmarks of a data set mean, in the data set's own order. The annotated object need not be a
 * face. It is plain JSON, so that it can be stored with a network's weights.
 *
 * 'Left' and 'right' are always the person's, as in the papers.
 */
export interface LandmarkSet {
  /** Name for people, such as `ibug68`; nothing depends on it. */
  readonly name: string;
  /** What has these landmarks, as a noun in the singular: `hand`; a face if it does not say. */
  readonly subject?: string;
  /** Landmarks per face. A face may lack some of them, see `Face.landmarks`. */
  readonly count: number;
  /** Name of each landmark, all different; absent if the landmarks are only numbered, from 0. */
  readonly names?: readonly string[];
  /** Parts of the face as polylines, for drawing. May be empty, and a landmark may be in no part. */
  readonly parts: readonly FacePart[];
  /** `mirror[i]` is the landmark that landmark i becomes when the image is flipped left to right; an involution. */
  readonly mirror: readonly number[];
  /**
   * Whether a flipped image shows a possible face, with its landmarks as `mirror` has them. If not, images must not be
   * flipped, and `mirror` is the identity.
   */
  readonly symmetric: boolean;
  /** Index of the tip of the nose; -1 if there is none, or a selection leaves it out. */
  readonly noseTip: number;
  /** The length that the NME is measured in. */
  readonly normalizer: Normalizer;
}

/** The subject of landmark sets that do not say. */
export const FACE = 'face';

/** What has these landmarks, as a noun in the singular. */
export const subjectOf = ({ subject = FACE }: Pick<LandmarkSet, 'subject'>): string => subject;

/** The length of each face by which its NME is normalized. */
export interface Normalizer {
  /** What it is, as a noun phrase with its article: `the distance between the outer eye corners`. */
  readonly name: string;
  /**
   * Indices of two landmarks whose distance it is (for eyes: the right one's first); -1 if a selection leaves them out.
   * Null if it is the diagonal of a box.
   */
  readonly pair: readonly [number, number] | null;
  /** The box of a diagonal: the upright one around all `landmarks` that the face has, the default, or the `face`'s own. */
  readonly diagonal?: 'landmarks' | 'face';
}

/** The normalizer of the 300-W challenge: the distance between the outer corners of the right and the left eye. */
export const outerEyeCorners = (right: number, left: number): Normalizer => ({
  name: 'the distance between the outer eye corners',
  pair: [right, left],
});

/** The normalizer for landmarks with no pair of their own that could serve. */
export const boxDiagonal: Normalizer = { name: "the diagonal of the landmarks' box", pair: null };

/**
 * The normalizer for landmarks that have no extent, such as a single one: the diagonal of the face's box.
 *
 * @param box What the box is, as a noun: `photo` where it is the whole photo.
 */
export const ownDiagonal = (box: string): Normalizer => ({
  name: `the diagonal of the ${box}`,
  pair: null,
  diagonal: 'face',
});

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
 * @param landmarks Coordinates x0, y0, x1, y1, ... in pixels, or fractions with a width of 1. Missing ones (NaN) stay so.
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
  const { name, subject, names, parts, mirror, symmetric, noseTip, normalizer } = landmarkSet;
  return {
    name,
    ...(subject !== undefined && { subject }),
    count: landmarks.length,
    ...(names && { names: landmarks.map((landmark) => names[landmark]!) }),
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
    symmetric,
    noseTip: landmarks.indexOf(noseTip),
    normalizer: {
      ...normalizer,
      pair: normalizer.pair && [landmarks.indexOf(normalizer.pair[0]), landmarks.indexOf(normalizer.pair[1])],
    },
  };
}
