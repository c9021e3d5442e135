import { pictureTensor } from '../kernels/pixels';
import { tf } from '../kernels/tensorflow';
import type { Random } from '../random';
import type { Samples } from '../samples/samples';

/** Some samples as tensors. Whoever receives a batch disposes its tensors. */
export interface Batch {
  /** Places of the samples in their set. */
  readonly indices: readonly number[];
  /** Grey -0.5..0.5, shape [B, height, width, 1]. */
  readonly pictures: tf.Tensor4D;
  /** Fractions of the picture's width and height, shape [B, 2K]: x0, y0, x1, y1, ... */
  readonly points: tf.Tensor2D;
}

/** The samples at these places as tensors, unchanged. */
export function batchOf(samples: Samples, indices: readonly number[]): Batch {
  return { indices, pictures: picturesOf(samples, indices), points: pointsOf(samples, indices) };
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

function picturesOf({ pictures, width, height }: Samples, indices: readonly number[]): tf.Tensor4D {
  const size = width * height;
  const bytes = new Uint8Array(indices.length * size);
  indices.forEach((index, i) => bytes.set(pictures.subarray(index * size, (index + 1) * size), i * size));
  return pictureTensor(bytes, [indices.length, height, width]);
}

function pointsOf({ points, scheme }: Samples, indices: readonly number[]): tf.Tensor2D {
  const values = new Float32Array(indices.length * scheme.count * 2);
  const size = scheme.count * 2;
  indices.forEach((index, i) => values.set(points.subarray(index * size, (index + 1) * size), i * size));
  return tf.tensor2d(values, [indices.length, size]);
}
