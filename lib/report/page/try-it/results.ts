import { mean as meanOfKnown } from 'd3-array';
import { count, fixed } from '../../../format';
import type { FaceView, TryItFace, TryItNetwork } from '../../try-it/data';
import { toPhoto } from './crop';
import type { Crop } from './crop';
import { pairs } from './scene';

/** A prediction in words. */
export interface ResultWords {
  /** The line below the image. */
  readonly text: string;
  /** For readers who do not see the image. */
  readonly alternative: string;
}

/** A prediction for the content of a crop. */
export interface Prediction {
  readonly crop: Crop;
  /** Landmarks as fractions of the crop. */
  readonly predicted: ArrayLike<number>;
  readonly milliseconds: number;
  readonly network: Pick<TryItNetwork, 'focus'>;
  /** Missing for the reader's own photo. */
  readonly known?: { readonly face: TryItFace; readonly view: FaceView; readonly isUnmoved: boolean };
}

/**
 * Says how a prediction turned out: its time and, for a face of the report, its error and how it compares with the
 * prediction that the report made of the same crop.
 *
 * @param prediction The prediction and what is known about it.
 * @returns Sentences for the line below the image and for its alternative text.
 */
export function describe({ crop, predicted, milliseconds, network, known }: Prediction): ResultWords {
  const total = predicted.length / 2;
  const landmarks = count(total, 'landmark');
  const time = `${fixed(milliseconds, milliseconds < 10 ? 1 : 0)} ms`;
  const found = `Found ${landmarks} in ${time}.`;
  if (!known) return { text: found, alternative: `Your photo with ${landmarks} found by the network` };
  const { face, view, isUnmoved } = known;
  const errors = errorsOf(crop, predicted, view).map((error) => error * face.pixelSize);
  const mean = meanOfKnown(errors)!;
  const { focus } = network;
  const single =
    focus && Number.isFinite(errors[focus.landmark]) ? ` (${focus.name}: ${fixed(errors[focus.landmark]!, 1)} px)` : '';
  const error = `${total === 1 ? 'error' : 'mean error'} ${fixed(mean, 1)} px in the original photo${single}`;
  const parts = [found, `${error[0]!.toUpperCase()}${error.slice(1)}.`];
  if (isUnmoved) {
    const difference = Math.max(...view.predicted.map((value, i) => Math.abs(value - predicted[i]!)));
    parts.push(`Agrees with the report's own prediction to within ${difference.toPrecision(1)} of the image size.`);
  }
  return { text: parts.join(' '), alternative: `${face.label}: ${landmarks} found, ${error}` };
}

/** Point-to-point errors in pixels of the embedded photo, landmark by landmark; NaN for missing ones. */
function errorsOf(crop: Crop, predicted: ArrayLike<number>, { truth }: FaceView): number[] {
  const trueLandmarks = pairs(truth.map((value) => value ?? NaN));
  return pairs(predicted).map((landmark, i) => {
    const [x, y] = toPhoto(crop, landmark);
    return Math.hypot(x - trueLandmarks[i]![0], y - trueLandmarks[i]![1]);
  });
}
