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
import { predictWithTta } from '../training/test-time';
import { cropFace } from './face-crop';
import { fuse } from './fused/network';
import { openPhoto } from './photo';
import type { Photo } from './photo';

/** A face whose place in a photo is known. */
export interface FaceInPhoto {
  readonly photo: Pick<Photo, 'file' | 'pixels'>;
  readonly box: Box;
}

/** A trained network with everything needed to apply it to a photo. */
export interface Predictor {
  /** The landmarks that it predicts. */
  readonly landmarkSet: LandmarkSet;
  /** The part of a photo that its network sees: the whole photo, or a part around a box. */
  readonly crop: CropSpec;
  /**
   * Predicts the landmarks of faces, which may be of several photos.
   *
   * @param faces Of each its photo, and its box in pixels of the upright photo, placed as in training; the whole photo for a
   *   network that sees whole photos.
   * @returns Of each face shape [K, 2], in pixels of its upright photo: x0, y0, x1, y1, ...
   * @throws DataError when a photo is damaged, or the network predicts no places.
   */
  landmarks(faces: readonly FaceInPhoto[]): Promise<Float32Array[]>;
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
  const fused = fuse(network);

  function predictImages(images: Uint8Array, count: number): Float32Array {
    const landmarks = tf.tidy(() => {
      const batch = imageTensor(images, [count, height, width]);
      return testTimeAugmentation ? predictWithTta(fused, batch, landmarkSet) : predictionOf(fused, batch);
    });
    const fractions = landmarks.dataSync<'float32'>();
    landmarks.dispose();
    return fractions;
  }

  async function predictInBoxes(faces: readonly FaceInPhoto[]): Promise<Float32Array[]> {
    const crops = await Promise.all(
      faces.map(async ({ photo, box }) => cropFace(await photo.pixels(), box, spec, { width, height })),
    );
    const results: Float32Array[] = [];
    for (const batch of batchesOf(crops)) {
      const images = new Uint8Array(batch.length * height * width);
      batch.forEach(({ image }, i) => images.set(image, i * height * width));
      const fractions = predictImages(images, batch.length);
      const each = fractions.length / batch.length;
      for (const [i, { crop }] of batch.entries()) {
        const own = fractions.subarray(i * each, (i + 1) * each);
        checkFractions(own, faces[results.length]!.photo.file);
        results.push(landmarksInPhoto(own, crop));
      }
    }
    return results;
  }

  return {
    landmarkSet,
    crop: spec,
    landmarks: async (faces) => {
      const first = await predictInBoxes(faces);
      if (!fit) return first;
      return predictInBoxes(faces.map(({ photo }, i) => ({ photo, box: boxAround(first[i]!, fit) })));
    },
    dispose: () => fused.dispose(),
  };
}

/** Sizes of batches: few, as each is compiled for itself, and small, as larger ones are not faster. */
const BATCHES = [8, 4, 2, 1] as const;

function batchesOf<T>(items: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (let begin = 0; begin < items.length; begin += batches.at(-1)!.length) {
    const size = BATCHES.find((one) => one <= items.length - begin)!;
    batches.push(items.slice(begin, begin + size));
  }
  return batches;
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
    const [predicted] = (await predictor.landmarks([{ photo: await openPhoto(photo), box }])) as [Float32Array];
    predictions.set(landmarksInCrop(predicted, crops[i]!), i * predicted.length);
  }
  return predictions;
}
