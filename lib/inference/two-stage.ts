import { DataError } from '../errors';
import type { Box } from '../geometry';
import { boxAround } from '../landmarks/box-fit';
import type { LandmarkSet } from '../landmarks/landmark-set';
import type { Network } from '../networks/network';
import { predictionOf } from '../networks/predict';
import { imageTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { NetworkDescription } from '../runs/description';
import { landmarksInCrop, landmarksInPhoto } from '../samples/crop';
import type { CropSpec } from '../samples/crop';
import type { Dataset } from '../samples/dataset';
import { cropPhoto } from '../samples/make';
import { predictWithTta } from '../training/test-time';
import { openPhoto } from './photo';
import type { Photo } from './photo';

/** A trained network with everything needed to apply it to a photo. */
export interface Predictor {
  /** The landmarks that it predicts. */
  readonly landmarkSet: LandmarkSet;
  /** The part of a photo that its network sees: the whole photo, or a part around a box. */
  readonly crop: CropSpec;
  /**
   * Predicts the landmarks of one face.
   *
   * @param photo From `openPhoto`.
   * @param box The face's box in pixels of the upright photo, placed as in training; the whole photo for a network that
   *   sees whole photos.
   * @returns Shape [K, 2], in pixels of the upright photo: x0, y0, x1, y1, ...
   */
  landmarks(photo: Photo, box: Box): Promise<Float32Array>;
  /** Frees the network. */
  dispose(): void;
}

/** How a network was trained, as far as its use depends on it. */
export type NetworkUse = Pick<NetworkDescription, 'landmarkSet' | 'crop' | 'box' | 'testTimeAugmentation'>;

/**
 * Makes a predictor of a network.
 *
 * For a network that sees a part of the photo, it has two stages. The first only has to tell where the face is and how
 * large. The final landmarks come from a second crop, around the landmarks of the first stage: it frames the face as in
 * training, however loose or shifted the first box was.
 *
 * @param network The predictor owns it from now on and disposes it.
 * @param use How it was trained.
 * @returns The predictor; dispose it after use.
 */
export function predictorOf(network: Network, use: NetworkUse): Predictor {
  const { landmarkSet, crop: spec, box: fit, testTimeAugmentation } = use;
  const [height, width] = network.inputShape;
  const predictInBox = async ({ content, file }: Photo, box: Box): Promise<Float32Array> => {
    const { image, crop } = await cropPhoto(content, box, {
      width,
      height,
      crop: spec === 'photo' ? { scale: 1 } : spec,
    });
    const landmarks = tf.tidy(() => {
      const images = imageTensor(image, [1, height, width]);
      return testTimeAugmentation ? predictWithTta(network, images, landmarkSet) : predictionOf(network, images);
    });
    const fractions = landmarks.dataSync<'float32'>();
    landmarks.dispose();
    checkFractions(fractions, file);
    return landmarksInPhoto(fractions, crop);
  };
  return {
    landmarkSet,
    crop: spec,
    landmarks: async (photo, box) => {
      const first = await predictInBox(photo, box);
      return fit ? predictInBox(photo, boxAround(first, fit)) : first;
    },
    dispose: () => network.dispose(),
  };
}

/** Predictions farther from the crop than this many times its size are no predictions. */
const FARTHEST = 100;

/** Weights may be finite and still compute nothing that is a place. @throws DataError then. */
function checkFractions(fractions: Float32Array, file: string): void {
  if (fractions.every((value) => Math.abs(value) <= FARTHEST)) return;
  throw new DataError(
    `${file}: the network predicts no places for this photo. Its weights are damaged or untrained: take other weights.`,
  );
}

/**
 * Predicts the landmarks of a data set's faces from their photos and boxes, as for photos in the wild.
 *
 * @param predictor From `predictorOf`.
 * @param dataset Faces with the predictor's landmarks, and their crops.
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
