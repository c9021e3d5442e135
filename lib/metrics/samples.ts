import { areaUnderCed, failureRate } from './ced';
import { mean, pixelError } from './distances';
import { meanSquaredError } from './mse';
import { normalisedMeanErrors } from './nme';
import type { Samples } from '../samples/dataset';
import { selectPoints } from '../samples/select';
import type { TrainingRecord } from '../training/record';

/** Figures of one trained network by name; smaller is better unless a name says otherwise. */
export type Metrics = Readonly<Record<string, number>>;

/** Mean squared errors after the last epoch and after the best one, and the mean distance in pixels at 640x480. */
export function mseMetrics({ epochs, bestEpoch, predictions }: TrainingRecord, validation: Samples): Metrics {
  return {
    validationMse: meanSquaredError(predictions, validation.points),
    trainingMse: epochs.at(-1)?.trainingMse ?? NaN,
    bestEpochValidationMse: epochs[bestEpoch - 1]?.validationMse ?? NaN,
    validationPixels: pixelError(predictions, validation.points),
  };
}

/** The figures of the nose alone, of a network that predicts the whole face. */
export function noseMetrics({ predictions }: TrainingRecord, validation: Samples): Metrics {
  const nose = [validation.scheme.noseTip];
  const predicted = selectPoints({ ...validation, points: Float32Array.from(predictions) }, nose).points;
  const truth = selectPoints(validation, nose).points;
  return { noseMse: meanSquaredError(predicted, truth), nosePixels: pixelError(predicted, truth) };
}

/** The measures of the 300-W challenge, in percent: NME by the outer eye corners, AUC and failures at 8 and 10 %. */
export function nmeMetrics(predictions: ArrayLike<number>, validation: Samples): Metrics {
  const errors = nmeByFace(predictions, validation);
  return {
    nme: mean(errors),
    auc8: 100 * areaUnderCed(errors, 8),
    fr8: 100 * failureRate(errors, 8),
    fr10: 100 * failureRate(errors, 10),
  };
}

/** NME of each face in percent. @param predictions Fractions of the pictures' width and height, shape [N, 2K]. */
export function nmeByFace(predictions: ArrayLike<number>, samples: Samples): number[] {
  const errors = normalisedMeanErrors(
    inPixels(predictions, samples),
    inPixels(samples.points, samples),
    samples.scheme,
  );
  return Array.from(errors, (error) => 100 * error);
}

/** From fractions of the pictures to pixels of the photos. */
function inPixels(points: ArrayLike<number>, { windows, scheme }: Samples): Float64Array {
  return Float64Array.from({ length: points.length }, (_, i) => {
    const { width, height } = windows[Math.floor(i / (2 * scheme.count))]!;
    return points[i]! * (i % 2 === 0 ? width : height);
  });
}
