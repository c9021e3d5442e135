import type { LandmarkSet } from '../landmarks/landmark-set';
import { normalizers } from '../landmarks/normalizers';
import type { Dataset } from '../samples/dataset';
import { checkLengths } from './mse';
import { meanByFace, pointToPointErrors, toPhotoPixels } from './point-to-point';

/**
 * Normalized mean error (NME) of each face: the mean point-to-point error over the landmark set's normalizer. For faces
 * that is the distance of the outer eye corners, the measure of the 300-W challenge. Missing landmarks do not count.
 *
 * @param predictions Coordinates in pixels of the photos, or in any unit that is the same for x and y, shape [N, 2K].
 * @param truth Ground truth in the same unit and shape; NaN for missing landmarks.
 * @returns Shape [N], as fractions; commonly given in percent.
 * @throws RangeError as `normalizers` does.
 * @see C. Sagonas et al., '300 Faces in-the-Wild Challenge', ICCV Workshops 2013.
 */
export function normalizedMeanErrors(
  predictions: ArrayLike<number>,
  truth: ArrayLike<number>,
  landmarkSet: Pick<LandmarkSet, 'count' | 'normalizer'>,
): Float64Array {
  return divided(predictions, truth, landmarkSet.count, normalizers(truth, landmarkSet));
}

function divided(
  predictions: ArrayLike<number>,
  truth: ArrayLike<number>,
  count: number,
  lengths: Float64Array,
): Float64Array {
  return meanByFace(pointToPointErrors(predictions, truth), count).map((error, face) => error / lengths[face]!);
}

/** The parts of a dataset that its errors are normalized by. */
type Normalized = Pick<Dataset, 'faces' | 'landmarks' | 'crops' | 'landmarkSet'>;

/**
 * The length of each face of a data set that its NME is measured in: the one that the face brings along
 * (`Face.normalizer`), or else as `normalizers` measures it.
 *
 * @returns Shape [N], in pixels of the photos.
 * @throws RangeError as `normalizers` does.
 */
export function normalizersOf({ faces, landmarks, crops, landmarkSet }: Normalized): Float64Array {
  const own = faces.flatMap(({ normalizer }) => normalizer ?? []);
  if (own.length === faces.length) return Float64Array.from(own);
  return normalizers(toPhotoPixels(landmarks, crops), landmarkSet);
}

/**
 * NME of each face of a data set.
 *
 * @param predictions Fractions of the images' width and height, shape [N, 2K].
 * @param dataset The same faces with their ground truth.
 * @returns One number per face, in percent.
 * @throws RangeError as `normalizers` does.
 */
export function nmeByFace(predictions: ArrayLike<number>, dataset: Normalized): number[] {
  const { landmarks, crops, landmarkSet } = dataset;
  checkLengths(predictions, landmarks, 2);
  const [predicted, truth] = [toPhotoPixels(predictions, crops), toPhotoPixels(landmarks, crops)];
  const errors = divided(predicted, truth, landmarkSet.count, normalizersOf(dataset));
  return Array.from(errors, (error) => 100 * error);
}

/**
 * NME of a single face.
 *
 * @param predicted In pixels of the photo, shape [K, 2].
 * @param truth Same unit and shape.
 * @param landmarkSet Says what the error is divided by.
 * @returns In percent.
 * @throws RangeError as `normalizedMeanErrors` does.
 */
export const nmeOfFace = (
  predicted: ArrayLike<number>,
  truth: ArrayLike<number>,
  landmarkSet: Pick<LandmarkSet, 'count' | 'normalizer'>,
): number => 100 * normalizedMeanErrors(predicted, truth, landmarkSet)[0]!;
