import { meanByFace } from './distances';
import type { ErrorMeasure } from './metric';
import type { Dataset } from '../samples/dataset';

/** Predictions beside the truth, with their errors: what the figures on errors start from. */
export interface Interpretation {
  readonly samples: Dataset;
  /** Predicted landmarks as fractions of the image's width and height, shape [N, P, 2]. */
  readonly predictions: ArrayLike<number>;
  /** Which of the samples' landmarks were predicted; P indices. */
  readonly landmarks: readonly number[];
  /** Mean distance from the true landmarks, one number a face. */
  readonly errors: readonly number[];
  /** Distance from the true landmark, shape [N, P]. */
  readonly landmarkErrors: Float32Array;
  /** Unit of both kinds of errors: `px` or `%`. */
  readonly unit: string;
}

/**
 * Sets predictions beside the truth.
 *
 * @param predictions Landmarks as fractions of the image's width and height, shape [N, P, 2].
 * @param options.landmarks Which of the samples' landmarks were predicted. By default all of them, or the tip of the nose
 * where there is one prediction a face.
 * @param options.measure Pixels of the original photo by default.
 * @throws Error when the numbers of predictions and landmarks do not match, or the NME of samples without eyes is asked.
 * @example const result = interpret(samples.validation, predictions); worst = predictionGallery(result)
 */
export function interpret(
  samples: Dataset,
  predictions: ArrayLike<number>,
  options: { landmarks?: readonly number[]; measure?: ErrorMeasure } = {},
): Interpretation {
  const { measure = 'pixels' } = options;
  const n = samples.faces.length;
  const perFace = predictions.length / 2 / Math.max(1, n);
  const landmarks = options.landmarks ?? defaultLandmarks(samples, perFace);
  if (perFace !== landmarks.length) {
    throw new Error(
      `${predictions.length} predicted coordinates are not ${landmarks.length} landmarks for each of ${n} faces: ` +
        'give the predictions of these very samples, and name the predicted landmarks in `landmarks`.',
    );
  }
  const landmarkErrors = new Float32Array(n * landmarks.length);
  for (let face = 0; face < n; face++) {
    const unit = measure === 'nme' ? eyeDistance(samples, face) / 100 : 1;
    landmarks.forEach((landmark, i) => {
      const at = 2 * (face * landmarks.length + i);
      const [dx, dy] = offset(samples, face, landmark, [predictions[at]!, predictions[at + 1]!]);
      landmarkErrors[face * landmarks.length + i] = Math.hypot(dx, dy) / unit;
    });
  }
  const errors = Array.from(meanByFace(landmarkErrors, landmarks.length));
  return { samples, predictions, landmarks, errors, landmarkErrors, unit: measure === 'nme' ? '%' : 'px' };
}

/** From a true landmark to its prediction, in pixels of the photo, right and down. */
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

/** The error's name with its unit, for an axis. */
export const errorTitle = ({ unit }: Interpretation): string =>
  unit === '%' ? 'Error (% of eye distance)' : 'Error (px in the photo)';

function defaultLandmarks({ landmarkSet }: Dataset, perFace: number): readonly number[] {
  return perFace === 1 && landmarkSet.count > 1
    ? [landmarkSet.noseTip]
    : Array.from({ length: landmarkSet.count }, (_, i) => i);
}

/** Between the outer corners of the eyes, in pixels of the photo. */
function eyeDistance(samples: Dataset, face: number): number {
  const [right, left] = samples.landmarkSet.outerEyeCorners;
  if (right < 0 || left < 0) throw new Error("The NME needs the eyes' outer corners, which these samples have not.");
  const at = 2 * (face * samples.landmarkSet.count + left);
  return Math.hypot(...offset(samples, face, right, [samples.landmarks[at]!, samples.landmarks[at + 1]!]));
}
