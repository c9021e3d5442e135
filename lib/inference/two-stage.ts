import type { Box } from '../geometry';
import { ibug68 } from '../landmarks/ibug68';
import type { Network } from '../networks/network';
import { predictionOf } from '../networks/predict';
import { imageTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { ParameterValues } from '../parameters/schema';
import { landmarksInCrop, landmarksInPhoto } from '../samples/crop';
import type { Dataset } from '../samples/dataset';
import { cropPhoto } from '../samples/make';
import { predictWithTta } from '../training/test-time';
import { boxFromLandmarks } from './dlib-box';
import { openPhoto } from './photo';
import type { Photo } from './photo';

/** A trained network for the 68 landmarks of iBUG 300-W, with everything needed to apply it to a photo. */
export interface Predictor {
  /**
   * Predicts the landmarks of one face.
   *
   * @param photo From `openPhoto`.
   * @param box The face's box, placed as dlib's detector would, in pixels of the upright photo.
   * @returns Shape [68, 2], in pixels of the upright photo: x0, y0, x1, y1, ...
   */
  landmarks(photo: Photo, box: Box): Promise<Float32Array>;
  /** Frees the network. */
  dispose(): void;
}

/**
 * Makes a two-stage predictor of a network.
 *
 * The first stage only has to tell where the face is and how large. The final landmarks come from a second crop, around
 * the landmarks of the first stage: it frames the face as in training, however loose or shifted the first box was.
 *
 * @param network Trained for the 68 landmarks; the predictor owns it from now on and disposes it.
 * @param parameters How the network was trained: the crop's side as a multiple of the box, and whether predictions are
 *   averaged over the image and its mirror image.
 * @returns The predictor; dispose it after use.
 */
export function predictorOf(
  network: Network,
  { cropScale, testTimeAugmentation }: Pick<ParameterValues, 'cropScale' | 'testTimeAugmentation'>,
): Predictor {
  const [height, width] = network.inputShape;
  const predictInBox = async ({ content }: Photo, box: Box): Promise<Float32Array> => {
    const { image, crop } = await cropPhoto(content, box, { width, height, crop: { scale: cropScale } });
    const landmarks = tf.tidy(() => {
      const images = imageTensor(image, [1, height, width]);
      return testTimeAugmentation ? predictWithTta(network, images, ibug68) : predictionOf(network, images);
    });
    const fractions = landmarks.dataSync<'float32'>();
    landmarks.dispose();
    return landmarksInPhoto(fractions, crop);
  };
  return {
    landmarks: async (photo, box) => predictInBox(photo, boxFromLandmarks(await predictInBox(photo, box))),
    dispose: () => network.dispose(),
  };
}

/**
 * Predicts the landmarks of a data set's faces from their photos and boxes, as for photos in the wild.
 *
 * @param predictor From `predictorOf`.
 * @param dataset Faces with the 68 landmarks of iBUG 300-W, and their crops.
 * @returns Shape [N, 2K]: x0, y0, x1, y1, ... as fractions of the data set's crops.
 * @throws DataError when a photo cannot be read.
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
