import { imageTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { Random } from '../random';
import type { Dataset } from '../samples/dataset';
import { movePoints } from './affine';
import { sampleTransform, identityTransform } from './augmentation';
import type { Size } from '../geometry';
import type { AugmentationParameters, Transform } from './augmentation';
import { colorJitter } from './color-jitter';
import { warpImages } from './warp';

/** Some samples as tensors. Whoever receives a batch disposes its tensors. */
export interface Batch {
  /** Places of the samples in their set. */
  readonly indices: readonly number[];
  /** Gray -0.5..0.5, shape [B, height, width, 1]. */
  readonly images: tf.Tensor4D;
  /** Fractions of the image's width and height, shape [B, 2K]: x0, y0, x1, y1, ... */
  readonly landmarks: tf.Tensor2D;
}

/**
 * Divides an epoch into batches of sample indices.
 *
 * @param random Order of the samples; without it they come as they stand.
 * @param dropLast Leaves out the samples of a last batch that would not be full, other ones in each epoch.
 */
export function batchIndices(count: number, batchSize: number, random?: Random, dropLast = false): number[][] {
  const all = Array.from({ length: count }, (_, i) => i);
  const order = random ? random.shuffle(all) : all;
  const batches: number[][] = [];
  for (let start = 0; start < count; start += batchSize) batches.push(order.slice(start, start + batchSize));
  const last = batches[batches.length - 1];
  if (dropLast && batches.length > 1 && last && last.length < batchSize) batches.pop();
  return batches;
}

/** The samples at these places as tensors, unchanged. */
export function makeBatch(samples: Dataset, indices: readonly number[]): Batch {
  const landmarks = tf.tensor2d(landmarksOf(samples, indices), [indices.length, samples.landmarkSet.count * 2]);
  return { indices, images: imagesOf(samples, indices), landmarks };
}

/**
 * The samples at these places as tensors, changed at random.
 *
 * @param parameters Without them the middle of each image is shown, in the size wanted, and nothing is changed.
 * @param random Stream of the epoch: a sample's change depends on it and on the sample's place only, not on the batch.
 * @param size Of the network's input; by default, and at most, that of the samples. Dataset that are larger leave
 * room for the change: where an image is turned or moved, more of the photo shows.
 */
export function makeAugmentedBatch(
  samples: Dataset,
  indices: readonly number[],
  parameters: AugmentationParameters | null,
  random: Random,
  size: Size = samples,
): Batch {
  const transform = (index: number): Transform =>
    parameters ? sampleTransform(parameters, random.split(index), samples, size) : identityTransform(samples, size);
  const transforms = indices.map(transform);
  const images = tf.tidy(() => {
    const maps = transforms.map(({ map }) => map);
    const { height, width } = size;
    return colorJitter(warpImages(imagesOf(samples, indices), maps, [height, width], parameters?.outside), transforms);
  });
  const moved = transforms.flatMap((transform, i) => [...changedLandmarks(transform, samples, indices[i]!, size)]);
  return { indices, images, landmarks: tf.tensor2d(moved, [indices.length, samples.landmarkSet.count * 2]) };
}

/** Landmarks of a changed sample, as fractions of the changed image's width and height. */
function changedLandmarks({ map, flipped }: Transform, samples: Dataset, index: number, size: Size): Float32Array {
  const { landmarkSet, width, height } = samples;
  const inPixels = landmarksOf(samples, [index]).map((value, i) => value * (i % 2 === 0 ? width : height));
  const moved = movePoints(map, inPixels).map((value, i) => value / (i % 2 === 0 ? size.width : size.height));
  if (!flipped) return moved;
  return moved.map((_, i) => moved[2 * landmarkSet.mirror[Math.floor(i / 2)]! + (i % 2)]!);
}

function imagesOf({ images, width, height }: Dataset, indices: readonly number[]): tf.Tensor4D {
  const size = width * height;
  const bytes = new Uint8Array(indices.length * size);
  indices.forEach((index, i) => bytes.set(images.subarray(index * size, (index + 1) * size), i * size));
  return imageTensor(bytes, [indices.length, height, width]);
}

function landmarksOf({ landmarks, landmarkSet }: Dataset, indices: readonly number[]): Float32Array {
  const size = landmarkSet.count * 2;
  const values = new Float32Array(indices.length * size);
  indices.forEach((index, i) => values.set(landmarks.subarray(index * size, (index + 1) * size), i * size));
  return values;
}
