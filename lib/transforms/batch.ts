import { range } from 'd3-array';
import type { Size } from '../geometry';
import { presentLandmarks } from '../landmarks/missing';
import { imageTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { Random } from '../random';
import type { Dataset } from '../samples/dataset';
import { mapPoints } from './affine';
import { identityTransform, sampleTransform } from './augmentation';
import type { AugmentationParameters, Transform } from './augmentation';
import { colorJitter } from './color-jitter';
import { warpImages } from './warp';

/** A batch of images and landmarks. Whoever receives it disposes its tensors. */
export interface Batch {
  /** Indices of the images in the dataset. */
  readonly indices: readonly number[];
  /** Gray levels -0.5..0.5, shape [B, height, width, 1]. */
  readonly images: tf.Tensor4D;
  /** Fractions of the image's width and height, shape [B, 2K]: x0, y0, x1, y1, ...; NaN for missing landmarks. */
  readonly landmarks: tf.Tensor2D;
  /** Where any landmark is missing, the places of the others among all B K landmarks, in ascending order. */
  readonly present?: readonly number[];
}

/**
 * Divides an epoch into batches.
 *
 * @param count Images in the dataset.
 * @param batchSize Images per batch.
 * @param random Shuffles the images; without it, they keep their order.
 * @param dropLast Drops the last batch if it is not full. With shuffling, other images are left out in each epoch.
 * @returns The indices of the images, batch by batch.
 */
export function batchIndices(count: number, batchSize: number, random?: Random, dropLast = false): number[][] {
  const order = random ? random.shuffle(range(count)) : range(count);
  const batches: number[][] = [];
  for (let start = 0; start < count; start += batchSize) batches.push(order.slice(start, start + batchSize));
  const last = batches[batches.length - 1];
  if (dropLast && batches.length > 1 && last && last.length < batchSize) batches.pop();
  return batches;
}

/** Makes a batch of unchanged images. */
export function makeBatch(samples: Dataset, indices: readonly number[]): Batch {
  return { indices, images: imagesOf(samples, indices), ...targets(landmarksOf(samples, indices), indices.length) };
}

/**
 * Makes a batch of augmented images.
 *
 * @param samples The dataset. Images larger than `size` leave room for augmentation: where an image is rotated or
 *   translated, more of the photo shows instead of a continued border.
 * @param indices The images of the batch.
 * @param parameters The augmentation; null only crops the images to `size`.
 * @param random The epoch's stream. An image's transform depends on it and on the image's index, not on the batch.
 * @param size Size of the network's input in pixels, at most that of the dataset's images, which is the default.
 */
export function makeAugmentedBatch(
  samples: Dataset,
  indices: readonly number[],
  parameters: AugmentationParameters | null,
  random: Random,
  size: Size = samples,
): Batch {
  const transforms = indices.map((index) =>
    parameters ? sampleTransform(parameters, random.split(index), samples, size) : identityTransform(samples, size),
  );
  const images = tf.tidy(() => {
    const maps = transforms.map(({ map }) => map);
    return colorJitter(warpImages(imagesOf(samples, indices), maps, size), transforms);
  });
  const landmarks = transforms.flatMap((transform, i) => [
    ...transformLandmarks(transform, samples, indices[i]!, size),
  ]);
  return { indices, images, ...targets(Float32Array.from(landmarks), indices.length) };
}

function targets(landmarks: Float32Array, faces: number): Pick<Batch, 'landmarks' | 'present'> {
  const present = presentLandmarks(landmarks);
  return {
    landmarks: tf.tensor2d(landmarks, [faces, landmarks.length / faces]),
    ...(2 * present.length < landmarks.length && { present }),
  };
}

/** Landmarks of one transformed image, as fractions of its new width and height. */
function transformLandmarks({ map, flipped }: Transform, samples: Dataset, index: number, size: Size): Float32Array {
  const { landmarkSet, width, height } = samples;
  const inPixels = landmarksOf(samples, [index]).map((value, i) => value * (i % 2 === 0 ? width : height));
  const mapped = mapPoints(map, inPixels).map((value, i) => value / (i % 2 === 0 ? size.width : size.height));
  if (!flipped) return mapped;
  return mapped.map((_, i) => mapped[2 * landmarkSet.mirror[Math.floor(i / 2)]! + (i % 2)]!);
}

function imagesOf({ images, width, height }: Dataset, indices: readonly number[]): tf.Tensor4D {
  return imageTensor(images.read(indices), [indices.length, height, width]);
}

function landmarksOf({ landmarks, landmarkSet }: Dataset, indices: readonly number[]): Float32Array {
  const size = landmarkSet.count * 2;
  const values = new Float32Array(indices.length * size);
  indices.forEach((index, i) => values.set(landmarks.subarray(index * size, (index + 1) * size), i * size));
  return values;
}
