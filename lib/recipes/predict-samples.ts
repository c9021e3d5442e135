import type { Samples } from '../samples/dataset';
import { pointsInWindow } from '../samples/crop';
import { openPhoto } from '../inference/photo';
import type { Predictor } from './predictor';

/**
 * What a predictor says of the faces of samples, given their photos and boxes as anyone's.
 *
 * @returns Shape [N, 2K]: x0, y0, x1, y1, ... as fractions of the samples' pictures.
 */
export async function predictSamples(
  predictor: Predictor,
  { faces, windows, points }: Pick<Samples, 'faces' | 'windows' | 'points'>,
): Promise<Float32Array> {
  const predictions = new Float32Array(points.length);
  for (const [i, { photo, box }] of faces.entries()) {
    const predicted = await predictor.points(await openPhoto(photo), box);
    predictions.set(pointsInWindow(predicted, windows[i]!), i * predicted.length);
  }
  return predictions;
}
