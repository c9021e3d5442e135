import type { Box } from '../geometry';
import { isMissing } from '../landmarks/missing';
import type { Dataset } from '../samples/dataset';
import { checkLengths } from './mse';
import { meanOfKnown } from './statistics';

/**
 * Point-to-point errors: the Euclidean distance of each predicted landmark from its ground truth.
 *
 * @param predictions Coordinates x0, y0, x1, y1, ... of any number of faces, shape [N, 2K].
 * @param truth Ground truth in the same unit and shape; NaN for missing landmarks.
 * @returns Shape [N, K], in the unit of the coordinates: NaN for missing landmarks, and infinite where a prediction is
 *   not a number, so that a failure is never taken for a landmark that is missing.
 * @throws RangeError when the shapes differ or there are no faces.
 */
export function pointToPointErrors(predictions: ArrayLike<number>, truth: ArrayLike<number>): Float64Array {
  checkLengths(predictions, truth, 2);
  return Float64Array.from({ length: truth.length / 2 }, (_, i) => {
    if (isMissing(truth, i)) return NaN;
    const distance = Math.hypot(predictions[2 * i]! - truth[2 * i]!, predictions[2 * i + 1]! - truth[2 * i + 1]!);
    return Number.isNaN(distance) ? Infinity : distance;
  });
}

/**
 * Scales landmarks from fractions of the images to pixels of the photos they were cropped from. The origin stays the
 * crop's upper left corner, so that differences and distances are right while positions in the photo are not.
 *
 * @param landmarks Fractions of the images' width and height, shape [N, 2K].
 * @param crops The part of its photo that each image shows, in pixels; N of them.
 * @returns Shape [N, 2K], in pixels of the photos.
 */
export function toPhotoPixels(landmarks: ArrayLike<number>, crops: readonly Box[]): Float64Array {
  const coordinates = landmarks.length / crops.length;
  return Float64Array.from({ length: landmarks.length }, (_, i) => {
    const { width, height } = crops[Math.floor(i / coordinates)]!;
    return landmarks[i]! * (i % 2 === 0 ? width : height);
  });
}

/**
 * Mean point-to-point error over all landmarks and faces, in pixels of the photos. Missing landmarks do not count.
 *
 * @param predictions Fractions of the images' width and height, shape [N, 2K].
 * @param dataset The same faces with their ground truth.
 * @throws RangeError when the shapes differ or there are no faces.
 */
export function meanPixelError(
  predictions: ArrayLike<number>,
  { landmarks, crops }: Pick<Dataset, 'landmarks' | 'crops'>,
): number {
  checkLengths(predictions, landmarks, 2);
  return meanOfKnown(pointToPointErrors(toPhotoPixels(predictions, crops), toPhotoPixels(landmarks, crops)));
}

/**
 * Mean error of each face over its landmarks, without those that are missing.
 *
 * @param errors Shape [N, K]; NaN for missing landmarks.
 * @param count Landmarks per face, K.
 * @returns Shape [N]; NaN for a face without any landmark.
 */
export function meanByFace(errors: ArrayLike<number>, count: number): Float64Array {
  return Float64Array.from({ length: errors.length / count }, (_, face) =>
    meanOfKnown(Array.from({ length: count }, (_, landmark) => errors[face * count + landmark]!)),
  );
}

/**
 * Mean error of each landmark over all faces, without those in which it is missing.
 *
 * @param errors Shape [N, K]; NaN for missing landmarks.
 * @param count Landmarks per face, K.
 * @returns Shape [K]; NaN for a landmark that is missing in all faces.
 */
export function meanByLandmark(errors: ArrayLike<number>, count: number): Float64Array {
  const faces = errors.length / count;
  return Float64Array.from({ length: count }, (_, landmark) =>
    meanOfKnown(Array.from({ length: faces }, (_, face) => errors[face * count + landmark]!)),
  );
}
