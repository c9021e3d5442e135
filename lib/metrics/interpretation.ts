import { selectLandmarks } from '../samples/dataset';
import type { Dataset } from '../samples/dataset';
import type { ErrorMeasure } from './metric';
import { normalizersOf } from './nme';
import { meanByFace, pointToPointErrors, toPhotoPixels } from './point-to-point';

/** Predictions with their ground truth and errors: the input of all figures about errors. */
export interface Interpretation {
  readonly samples: Dataset;
  /** Predicted landmarks as fractions of the image's width and height, shape [N, P, 2]. */
  readonly predictions: ArrayLike<number>;
  /** Indices of the dataset's landmarks that were predicted; P of them. */
  readonly landmarks: readonly number[];
  /** Mean error of each face over the landmarks that it has, in `unit`; N of them. */
  readonly errors: readonly number[];
  /** Error of each landmark, in `unit`, shape [N, P]; NaN for missing landmarks. */
  readonly landmarkErrors: Float32Array;
  /** Pixels of the photo, or percent of the landmark set's normalizer. */
  readonly unit: 'px' | '%';
}

/**
 * Compares predictions with the ground truth, face by face. One predicted landmark per face is taken for the tip of the
 * nose.
 *
 * @param samples The faces that were predicted.
 * @param predictions Landmarks as fractions of the image's width and height, shape [N, P, 2] with P = 1 or all K.
 * @param options What is measured: pixels of the photo by default; with `measure: 'nme'`, percent of the landmark set's
 *   normalizer.
 * @throws RangeError when there are other numbers of predictions than of landmarks, or the NME is asked for and
 *   cannot be measured, see `normalizers`.
 * @example const result = interpret(data.validation, predictions); await predictionGallery(result);
 */
export function interpret(
  samples: Dataset,
  predictions: ArrayLike<number>,
  { measure = 'pixels' }: { readonly measure?: ErrorMeasure } = {},
): Interpretation {
  const landmarks = predictedLandmarks(samples, predictions);
  const truth = landmarks.length === samples.landmarkSet.count ? samples : selectLandmarks(samples, landmarks);
  // One scale per face: an error of one pixel, or of one percent of its normalizer.
  const scales = measure === 'nme' ? normalizersOf(samples).map((length) => length / 100) : undefined;
  const errors = pointToPointErrors(
    toPhotoPixels(predictions, samples.crops),
    toPhotoPixels(truth.landmarks, samples.crops),
  );
  const landmarkErrors = Float32Array.from(errors, (error, i) =>
    scales ? error / scales[Math.floor(i / landmarks.length)]! : error,
  );
  return {
    samples,
    predictions,
    landmarks,
    errors: Array.from(meanByFace(landmarkErrors, landmarks.length)),
    landmarkErrors,
    unit: measure === 'nme' ? '%' : 'px',
  };
}

/**
 * Offset of a prediction from its ground truth, in pixels of the photo, to the right and down.
 *
 * @param samples The faces and their ground truth.
 * @param face Index of the face.
 * @param landmark Index of the landmark in the dataset's landmark set.
 * @param prediction Fractions of the image's width and height.
 */
export function offset(
  { landmarkSet, landmarks, crops }: Dataset,
  face: number,
  landmark: number,
  [x, y]: readonly [number, number],
): [number, number] {
  const at = 2 * (face * landmarkSet.count + landmark);
  const crop = crops[face]!;
  return [(x - landmarks[at]!) * crop.width, (y - landmarks[at + 1]!) * crop.height];
}

function predictedLandmarks({ faces, landmarkSet }: Dataset, { length }: ArrayLike<number>): readonly number[] {
  const perFace = length / 2 / Math.max(1, faces.length);
  if (perFace === landmarkSet.count) return Array.from({ length: perFace }, (_, i) => i);
  if (perFace === 1 && landmarkSet.noseTip >= 0) return [landmarkSet.noseTip];
  throw new RangeError(
    `Got ${length} predicted coordinates for ${faces.length} faces of ${landmarkSet.count} landmarks. ` +
      'Pass the predictions for exactly these faces.',
  );
}
