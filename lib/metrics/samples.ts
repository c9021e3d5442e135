import { areaUnderCed, failureRate } from './ced';
import { mean, pixelError } from './distances';
import { meanSquaredError } from './mse';
import { normalizedMeanErrors } from './nme';
import type { Dataset } from '../samples/dataset';
import { selectLandmarks } from '../samples/dataset';
import type { TrainingRecord } from '../training/record';

/** Figures of one trained network by name; smaller is better unless a name says otherwise. */
export type Metrics = Readonly<Record<string, number>>;

/** Mean squared errors after the last epoch and after the best one, and the mean distance in pixels at 640x480. */
export function mseMetrics({ epochs, bestEpoch, predictions }: TrainingRecord, validation: Dataset): Metrics {
  return {
    validationMse: meanSquaredError(predictions, validation.landmarks),
    trainingMse: epochs.at(-1)?.trainingMse ?? NaN,
    bestEpochValidationMse: epochs[bestEpoch - 1]?.validationMse ?? NaN,
    validationPixels: pixelError(predictions, validation.landmarks),
  };
}

/** The figures of the nose alone, of a network that predicts the whole face. */
export function noseMetrics({ predictions }: TrainingRecord, validation: Dataset): Metrics {
  const nose = [validation.landmarkSet.noseTip];
  const predicted = selectLandmarks({ ...validation, landmarks: Float32Array.from(predictions) }, nose).landmarks;
  const truth = selectLandmarks(validation, nose).landmarks;
  return { noseMse: meanSquaredError(predicted, truth), nosePixels: pixelError(predicted, truth) };
}

/** The measures of the 300-W challenge, in percent: NME by the outer eye corners, AUC and failures at 8 and 10 %. */
export function nmeMetrics(predictions: ArrayLike<number>, validation: Dataset): Metrics {
  const errors = nmeByFace(predictions, validation);
  return {
    nme: mean(errors),
    auc8: 100 * areaUnderCed(errors, 8),
    fr8: 100 * failureRate(errors, 8),
    fr10: 100 * failureRate(errors, 10),
  };
}

/** NME of each face in percent. @param predictions Fractions of the images' width and height, shape [N, 2K]. */
export function nmeByFace(predictions: ArrayLike<number>, samples: Dataset): number[] {
  const errors = normalizedMeanErrors(
    inPixels(predictions, samples),
    inPixels(samples.landmarks, samples),
    samples.landmarkSet,
  );
  return Array.from(errors, (error) => 100 * error);
}

/** From fractions of the images to pixels of the photos. */
function inPixels(landmarks: ArrayLike<number>, { crops, landmarkSet }: Dataset): Float64Array {
  return Float64Array.from({ length: landmarks.length }, (_, i) => {
    const { width, height } = crops[Math.floor(i / (2 * landmarkSet.count))]!;
    return landmarks[i]! * (i % 2 === 0 ? width : height);
  });
}
