import { pictureTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { Random } from '../random';
import type { Samples } from '../samples/dataset';
import { movePoints } from './affine';
import { drawChange, noChange } from './augmentation';
import type { AugmentationParameters, Change, Size } from './augmentation';
import { jitterPictures } from './color-jitter';
import { warpPictures } from './warp';

/** Some samples as tensors. Whoever receives a batch disposes its tensors. */
export interface Batch {
  /** Places of the samples in their set. */
  readonly indices: readonly number[];
  /** Grey -0.5..0.5, shape [B, height, width, 1]. */
  readonly pictures: tf.Tensor4D;
  /** Fractions of the picture's width and height, shape [B, 2K]: x0, y0, x1, y1, ... */
  readonly points: tf.Tensor2D;
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
export function batchOf(samples: Samples, indices: readonly number[]): Batch {
  const points = tf.tensor2d(pointsOf(samples, indices), [indices.length, samples.scheme.count * 2]);
  return { indices, pictures: picturesOf(samples, indices), points };
}

/**
 * The samples at these places as tensors, changed at random.
 *
 * @param parameters Without them the middle of each picture is shown, in the size wanted, and nothing is changed.
 * @param random Stream of the epoch: a sample's change depends on it and on the sample's place only, not on the batch.
 * @param size Of the network's input; by default, and at most, that of the samples. Samples that are larger leave
 * room for the change: where a picture is turned or moved, more of the photo shows.
 */
export function augmentedBatch(
  samples: Samples,
  indices: readonly number[],
  parameters: AugmentationParameters | null,
  random: Random,
  size: Size = samples,
): Batch {
  const change = (index: number): Change =>
    parameters ? drawChange(parameters, random.split(index), samples, size) : noChange(samples, size);
  const changes = indices.map(change);
  const pictures = tf.tidy(() => {
    const maps = changes.map(({ map }) => map);
    const { height, width } = size;
    return jitterPictures(
      warpPictures(picturesOf(samples, indices), maps, [height, width], parameters?.outside),
      changes,
    );
  });
  const moved = changes.flatMap((change, i) => [...changedPoints(change, samples, indices[i]!, size)]);
  return { indices, pictures, points: tf.tensor2d(moved, [indices.length, samples.scheme.count * 2]) };
}

/** Points of a changed sample, as fractions of the changed picture's width and height. */
function changedPoints({ map, flipped }: Change, samples: Samples, index: number, size: Size): Float32Array {
  const { scheme, width, height } = samples;
  const inPixels = pointsOf(samples, [index]).map((value, i) => value * (i % 2 === 0 ? width : height));
  const moved = movePoints(map, inPixels).map((value, i) => value / (i % 2 === 0 ? size.width : size.height));
  if (!flipped) return moved;
  return moved.map((_, i) => moved[2 * scheme.mirror[Math.floor(i / 2)]! + (i % 2)]!);
}

function picturesOf({ pictures, width, height }: Samples, indices: readonly number[]): tf.Tensor4D {
  const size = width * height;
  const bytes = new Uint8Array(indices.length * size);
  indices.forEach((index, i) => bytes.set(pictures.subarray(index * size, (index + 1) * size), i * size));
  return pictureTensor(bytes, [indices.length, height, width]);
}

function pointsOf({ points, scheme }: Samples, indices: readonly number[]): Float32Array {
  const size = scheme.count * 2;
  const values = new Float32Array(indices.length * size);
  indices.forEach((index, i) => values.set(points.subarray(index * size, (index + 1) * size), i * size));
  return values;
}
