import { median, range } from 'd3-array';
import type { LandmarkSet } from './landmark-set';
import { isMissing } from './missing';

type Normalized = Pick<LandmarkSet, 'count' | 'normalizer'>;

/**
 * The length of each face that its NME is measured in: the distance of two landmarks, or the diagonal of the box around
 * all landmarks of the face.
 *
 * A face that lacks one of the two landmarks, whose two landmarks coincide, or that has only a single landmark, is
 * measured too: its length is estimated from the landmarks it shares with the others, as the median over the others of
 * their length, scaled by how much larger the box of the shared landmarks is.
 *
 * @param truth Ground truth of N faces in pixels of the photos, or in any unit that is the same for x and y, shape
 *   [N, 2K]; NaN for missing landmarks.
 * @returns Shape [N], in the unit of the coordinates.
 * @throws RangeError when it can be measured in no face.
 */
export function normalizers(truth: ArrayLike<number>, landmarkSet: Normalized): Float64Array {
  const known = measuredLengths(truth, landmarkSet);
  const faces = facesIn(truth, landmarkSet);
  const measured = range(known.length).filter((face) => known[face]! > 0);
  if (measured.length === 0 && known.length > 0) {
    throw new RangeError(
      `The NME is divided by ${landmarkSet.normalizer.name}, which cannot be measured in any of these faces.`,
    );
  }
  return known.map((length, face) =>
    length > 0 ? length : median(measured, (other) => known[other]! * relativeSize(faces[face]!, faces[other]!))!,
  );
}

/**
 * The lengths of faces as far as their own landmarks tell.
 *
 * @param truth As for `normalizers`.
 * @returns Shape [N]; NaN where a landmark is missing, and 0 or NaN where there is no extent.
 */
export function measuredLengths(truth: ArrayLike<number>, landmarkSet: Normalized): Float64Array {
  return Float64Array.from(facesIn(truth, landmarkSet), (face) => lengthOf(face, landmarkSet));
}

function facesIn(truth: ArrayLike<number>, { count }: Normalized): number[][] {
  const size = 2 * count;
  return range(truth.length / size).map((face) => Array.from({ length: size }, (_, i) => truth[face * size + i]!));
}

/** The length in one face; not a positive number where it cannot be measured. */
function lengthOf(face: readonly number[], { normalizer }: Normalized): number {
  if (normalizer.diagonal === 'face') return NaN;
  if (!normalizer.pair) return diagonal(face);
  const [[ax, ay], [bx, by]] = normalizer.pair.map((landmark) => [face[2 * landmark]!, face[2 * landmark + 1]!]) as [
    [number, number],
    [number, number],
  ];
  return Math.hypot(ax - bx, ay - by);
}

/** How much larger a face is than another, by the boxes around the landmarks that both have; 1 if these do not tell. */
function relativeSize(face: readonly number[], other: readonly number[]): number {
  const shared = (own: readonly number[]): number[] =>
    own.map((value, i) => (isMissing(face, i >> 1) || isMissing(other, i >> 1) ? NaN : value));
  const [size, otherSize] = [diagonal(shared(face)), diagonal(shared(other))];
  return size > 0 && otherSize > 0 ? size / otherSize : 1;
}

/** Diagonal of the upright box around the landmarks that are there. */
function diagonal(landmarks: readonly number[]): number {
  const extent = (axis: number): number => {
    const values = landmarks.filter((value, i) => i % 2 === axis && !Number.isNaN(value));
    return values.length > 0 ? Math.max(...values) - Math.min(...values) : 0;
  };
  return Math.hypot(extent(0), extent(1));
}
