import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf, run, typeAttribute } from './backend';
import { tf } from './tensorflow';

/** Pixels added on the four sides. */
export type Sides = readonly [top: number, bottom: number, left: number, right: number];

/**
 * Pixels to add before and after one spatial dimension for the windows of a kernel. Before: `padding`, as in PyTorch.
 * After: only as many as the last window reaches, so that nothing is copied in vain.
 *
 * @param size Pixels of the input.
 * @param kernel Pixels of a window.
 * @param stride Pixels from one window to the next.
 * @param padding PyTorch's padding, which is the same before and after.
 * @throws RangeError when the kernel does not fit.
 */
export function spatialPadding(size: number, kernel: number, stride: number, padding: number): [number, number] {
  const windows = Math.floor((size + 2 * padding - kernel) / stride) + 1;
  if (windows < 1)
    throw new RangeError(`A kernel of size ${kernel} does not fit into ${size} pixels with a padding of ${padding}.`);
  return [padding, Math.max(0, (windows - 1) * stride + kernel - padding - size)];
}

/** Adds zeros around the pixels of x, shape [B, H, W, C]. */
export function padBy(x: Tensor4D, [top, bottom, left, right]: Sides): Tensor4D {
  return pad(x, [0, 0, top, bottom, left, right, 0, 0]);
}

/** Pads the last dimension with zeros up to a count. */
export function padChannels<T extends Tensor>(x: T, count: number): T {
  const paddings = new Array<number>(2 * x.rank).fill(0);
  paddings[2 * x.rank - 1] = count - x.shape[x.rank - 1]!;
  return pad(x, paddings);
}

/** The first entries of the last dimension. */
export function firstChannels<T extends Tensor>(x: T, count: number): T {
  const begin = new Array<number>(x.rank).fill(0);
  return slice(x, begin, [...x.shape.slice(0, -1), count]);
}

/** The pixels of x, shape [B, H, W, C], in a rectangle. */
export function crop(x: Tensor4D, top: number, left: number, height: number, width: number): Tensor4D {
  return slice(x, [0, top, left, 0], [x.shape[0], height, width, x.shape[3]]);
}

/**
 * Every n-th pixel in both directions.
 *
 * @param x Shape [B, H, W, C], height and width multiples of the step.
 * @param first Row and column of the first pixel.
 * @param count Rows and columns of the result.
 * @param step The n.
 * @throws RangeError for a height or width that is no multiple of the step.
 */
export function everyNth(
  x: Tensor4D,
  [top, left]: readonly [number, number],
  [rows, columns]: readonly [number, number],
  step: number,
): Tensor4D {
  if (step === 1) return crop(x, top, left, rows, columns);
  const [batch, height, width, channels] = x.shape;
  if (height % step > 0 || width % step > 0) throw new RangeError(`${height}x${width} is no multiple of ${step}.`);
  return tf.tidy(() => {
    // With the pixels of one step side by side, the wanted ones are a block that is copied in long runs.
    const grouped = x.reshape([batch, height / step, step, width / step, step * channels]);
    const begin = [0, Math.floor(top / step), top % step, Math.floor(left / step), (left % step) * channels];
    return slice(grouped, begin, [batch, rows, 1, columns, channels]).reshape([batch, rows, columns, channels]);
  });
}

function slice<T extends Tensor>(x: T, begin: number[], size: number[]): T {
  const from = tf.tensor1d(begin, 'int32');
  const extent = tf.tensor1d(size, 'int32');
  const attributes = [typeAttribute('T', dataTypeOf(x)), typeAttribute('Index', DataType.int32)];
  const result = run<T>('Slice', attributes, [x, from, extent]);
  tf.dispose([from, extent]);
  return result;
}

/** Adds zeros before and after each dimension: `paddings` lists both, dimension by dimension. */
function pad<T extends Tensor>(x: T, paddings: number[]): T {
  const sides = tf.tensor2d(paddings, [x.rank, 2], 'int32');
  const attributes = [typeAttribute('T', dataTypeOf(x)), typeAttribute('Tpaddings', DataType.int32)];
  const result = run<T>('Pad', attributes, [x, sides]);
  sides.dispose();
  return result;
}
