import type { LandmarkSet } from '../landmarks/landmark-set';
import type { Dataset } from '../samples/dataset';
import { checkLengths } from './mse';
import { meanByFace, pointToPointErrors, toPhotoPixels } from './point-to-point';

/**
 * Normalized mean error (NME) of each face: the mean point-to-point error over the distance of the outer eye corners,
 * the measure of the 300-W challenge.
 *
 * @param predictions Coordinates in pixels of the photos, or in any unit that is the same for x and y, shape [N, 2K].
 * @param truth Ground truth in the same unit and shape.
 * @returns Shape [N], as fractions; commonly given in percent.
 * @throws RangeError when the landmark set lacks the outer eye corners, or those of a face coincide.
 * @see C. Sagonas et al., '300 Faces in-the-Wild Challenge', ICCV Workshops 2013.
 */
export function normalizedMeanErrors(
  predictions: ArrayLike<number>,
  truth: ArrayLike<number>,
  landmarkSet: Pick<LandmarkSet, 'count' | 'normalizer'>,
): Float64Array {
  const eyes = eyeDistances(truth, landmarkSet);
  return meanByFace(pointToPointErrors(predictions, truth), landmarkSet.count).map(
    (error, face) => error / eyes[face]!,
  );
}

/**
 * NME of each face of a data set.
 *
 * @param predictions Fractions of the images' width and height, shape [N, 2K].
 * @param dataset The same faces with their ground truth.
 * @returns One number per face, in percent.
 * @throws RangeError when the landmark set lacks the outer eye corners, or those of a face coincide.
 */
export function nmeByFace(
  predictions: ArrayLike<number>,
  { landmarks, crops, landmarkSet }: Pick<Dataset, 'landmarks' | 'crops' | 'landmarkSet'>,
): number[] {
  checkLengths(predictions, landmarks, 2);
  const errors = normalizedMeanErrors(toPhotoPixels(predictions, crops), toPhotoPixels(landmarks, crops), landmarkSet);
  return Array.from(errors, (error) => 100 * error);
}

/**
 * Distance between the outer eye corners of each face, which the NME is normalized by.
 *
 * @param truth Ground truth, shape [N, 2K].
 * @returns Shape [N], in the unit of the coordinates.
 * @throws RangeError when the landmark set lacks the outer eye corners, or those of a face coincide.
 */
export function eyeDistances(
  truth: ArrayLike<number>,
  { count, normalizer }: Pick<LandmarkSet, 'count' | 'normalizer'>,
): Float64Array {
  const [right, left] = normalizer.pair ?? [-1, -1];
  if (right < 0 || left < 0) throw new RangeError('The NME needs the outer eye corners, which these landmarks lack.');
  return Float64Array.from({ length: truth.length / (2 * count) }, (_, face) => {
    const at = (landmark: number, axis: number): number => truth[2 * (face * count + landmark) + axis]!;
    const distance = Math.hypot(at(right, 0) - at(left, 0), at(right, 1) - at(left, 1));
    if (distance === 0) throw new RangeError(`The outer eye corners of face ${face} coincide.`);
    return distance;
  });
}

/**
 * NME of a single face.
 *
 * @param predicted In pixels of the photo, shape [K, 2].
 * @param truth Same unit and shape.
 * @param landmarkSet Where the outer eye corners are.
 * @returns In percent.
 * @throws RangeError as `normalizedMeanErrors` does.
 */
export const nmeOfFace = (
  predicted: ArrayLike<number>,
  truth: ArrayLike<number>,
  landmarkSet: Pick<LandmarkSet, 'count' | 'normalizer'>,
): number => 100 * normalizedMeanErrors(predicted, truth, landmarkSet)[0]!;
