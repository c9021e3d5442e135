import type { LandmarkSet } from '../landmarks/landmark-set';
import { distances, meanByFace } from './distances';

/**
 * Normalized mean error of each face: the mean distance of its landmarks over that of the outer eye corners, the measure
 * of the 300-W challenge. Commonly given in percent.
 *
 * @param predictions Coordinates in the photo's pixels, or in any unit that is the same for x and y, shape [N, 2K].
 * @param truth Same unit and shape.
 * @returns Shape [N], as a fraction.
 * @throws RangeError when the landmarkSet lacks the eye corners, or a face's two eye corners coincide.
 */
export function normalizedMeanErrors(
  predictions: ArrayLike<number>,
  truth: ArrayLike<number>,
  { count, outerEyeCorners: [right, left] }: Pick<LandmarkSet, 'count' | 'outerEyeCorners'>,
): Float64Array {
  if (right < 0 || left < 0)
    throw new RangeError('These landmarks lack the outer eye corners that errors are divided by.');
  return meanByFace(distances(predictions, truth), count).map((error, face) => {
    const at = (landmark: number, axis: number): number => truth[2 * (face * count + landmark) + axis]!;
    const eyes = Math.hypot(at(right, 0) - at(left, 0), at(right, 1) - at(left, 1));
    if (eyes === 0) throw new RangeError(`The outer eye corners of face ${face} coincide.`);
    return error / eyes;
  });
}
