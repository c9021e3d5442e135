import type { Dataset } from '../samples/dataset';
import { landmarksInCrop } from '../samples/crop';
import { openPhoto } from '../inference/photo';
import type { Predictor } from './predictor';

/**
 * What a predictor says of the faces of samples, given their photos and boxes as anyone's.
 *
 * @returns Shape [N, 2K]: x0, y0, x1, y1, ... as fractions of the samples' images.
 */
export async function predictDataset(
  predictor: Predictor,
  { faces, crops, landmarks }: Pick<Dataset, 'faces' | 'crops' | 'landmarks'>,
): Promise<Float32Array> {
  const predictions = new Float32Array(landmarks.length);
  for (const [i, { photo, box }] of faces.entries()) {
    const predicted = await predictor.landmarks(await openPhoto(photo), box);
    predictions.set(landmarksInCrop(predicted, crops[i]!), i * predicted.length);
  }
  return predictions;
}
