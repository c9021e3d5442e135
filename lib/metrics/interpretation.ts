import { meanByFace } from './distances';
import type { Samples } from '../samples/dataset';

/** How far a prediction is off, per face: pixels of the photo, or percent of the distance between the outer eye corners. */
export type Measure = 'pixels' | 'nme';

/** Predictions beside the truth, with their errors: what the figures on errors start from. */
export interface Interpretation {
  readonly samples: Samples;
  /** Predicted points as fractions of the picture's width and height, shape [N, P, 2]. */
  readonly predictions: ArrayLike<number>;
  /** Which of the samples' points were predicted; P indices. */
  readonly points: readonly number[];
  /** Mean distance from the true points, one number a face. */
  readonly errors: readonly number[];
  /** Distance from the true point, shape [N, P]. */
  readonly pointErrors: Float32Array;
  /** Unit of both kinds of errors: `px` or `%`. */
  readonly unit: string;
}

/**
 * Sets predictions beside the truth.
 *
 * @param predictions Points as fractions of the picture's width and height, shape [N, P, 2].
 * @param options.points Which of the samples' points were predicted. By default all of them, or the tip of the nose
 * where there is one prediction a face.
 * @param options.measure Pixels of the original photo by default.
 * @throws Error when the numbers of predictions and points do not match, or the NME of samples without eyes is asked.
 * @example const result = interpret(samples.validation, predictions); worst = predictionGallery(result)
 */
export function interpret(
  samples: Samples,
  predictions: ArrayLike<number>,
  options: { points?: readonly number[]; measure?: Measure } = {},
): Interpretation {
  const { measure = 'pixels' } = options;
  const n = samples.faces.length;
  const perFace = predictions.length / 2 / Math.max(1, n);
  const points = options.points ?? defaultPoints(samples, perFace);
  if (perFace !== points.length) {
    throw new Error(
      `${predictions.length} predicted coordinates are not ${points.length} points for each of ${n} faces: ` +
        'give the predictions of these very samples, and name the predicted points in `points`.',
    );
  }
  const pointErrors = new Float32Array(n * points.length);
  for (let face = 0; face < n; face++) {
    const unit = measure === 'nme' ? eyeDistance(samples, face) / 100 : 1;
    points.forEach((point, i) => {
      const at = 2 * (face * points.length + i);
      const [dx, dy] = offset(samples, face, point, [predictions[at]!, predictions[at + 1]!]);
      pointErrors[face * points.length + i] = Math.hypot(dx, dy) / unit;
    });
  }
  const errors = Array.from(meanByFace(pointErrors, points.length));
  return { samples, predictions, points, errors, pointErrors, unit: measure === 'nme' ? '%' : 'px' };
}

/** From a true point to its prediction, in pixels of the photo, right and down. */
export function offset(
  { scheme, points, windows }: Samples,
  face: number,
  point: number,
  [x, y]: readonly [number, number],
): [number, number] {
  const at = 2 * (face * scheme.count + point);
  const window = windows[face]!;
  return [(x - points[at]!) * window.width, (y - points[at + 1]!) * window.height];
}

/** The error's name with its unit, for an axis. */
export const errorTitle = ({ unit }: Interpretation): string =>
  unit === '%' ? 'Error (% of eye distance)' : 'Error (px in the photo)';

function defaultPoints({ scheme }: Samples, perFace: number): readonly number[] {
  return perFace === 1 && scheme.count > 1 ? [scheme.noseTip] : Array.from({ length: scheme.count }, (_, i) => i);
}

/** Between the outer corners of the eyes, in pixels of the photo. */
function eyeDistance(samples: Samples, face: number): number {
  const [right, left] = samples.scheme.outerEyeCorners;
  if (right < 0 || left < 0) throw new Error("The NME needs the eyes' outer corners, which these samples have not.");
  const at = 2 * (face * samples.scheme.count + left);
  return Math.hypot(...offset(samples, face, right, [samples.points[at]!, samples.points[at + 1]!]));
}
