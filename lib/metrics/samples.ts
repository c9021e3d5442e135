import { selectLandmarks } from '../samples/dataset';
import type { Dataset } from '../samples/dataset';
import { areaUnderCed, failureRate } from './ced';
import { meanSquaredError } from './mse';
import { nmeByFace } from './nme';
import { meanPixelError } from './point-to-point';
import { mean } from './statistics';

/** The figures of one trained network by the `key` of their `Metric`. */
export type Metrics = Readonly<Record<string, number>>;

/**
 * MSE and mean pixel error over all landmarks.
 *
 * @param predictions Fractions of the images' width and height, shape [N, 2K].
 * @param dataset The same faces with their ground truth.
 */
export function mseMetrics(predictions: ArrayLike<number>, dataset: Dataset): Metrics {
  return {
    validationMse: meanSquaredError(predictions, dataset.landmarks),
    validationPixels: meanPixelError(predictions, dataset),
  };
}

/**
 * MSE and mean pixel error of the tip of the nose alone, for a network that predicts the whole face.
 *
 * @param predictions Fractions of the images' width and height, shape [N, 2K].
 * @param dataset The same faces with their ground truth.
 */
export function noseMetrics(predictions: ArrayLike<number>, dataset: Dataset): Metrics {
  const nose = [dataset.landmarkSet.noseTip];
  const predicted = selectLandmarks({ ...dataset, landmarks: Float32Array.from(predictions) }, nose).landmarks;
  const truth = selectLandmarks(dataset, nose);
  return { noseMse: meanSquaredError(predicted, truth.landmarks), nosePixels: meanPixelError(predicted, truth) };
}

/**
 * The measures of the 300-W challenge, all in percent: NME by the landmark set's normalizer, area under the cumulative error
 * distribution up to 8% (AUC), and failure rates at 8% and 10%.
 *
 * @param predictions Fractions of the images' width and height, shape [N, 2K].
 * @param dataset The same faces with their ground truth.
 */
export function nmeMetrics(predictions: ArrayLike<number>, dataset: Dataset): Metrics {
  const errors = nmeByFace(predictions, dataset);
  return {
    nme: mean(errors),
    auc8: 100 * areaUnderCed(errors, 8),
    fr8: 100 * failureRate(errors, 8),
    fr10: 100 * failureRate(errors, 10),
  };
}
