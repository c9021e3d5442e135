import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf, run, typeAttribute } from './backend';
import { tf } from './tensorflow';

/** Pixels added at the top, the bottom, the left and the right. */
export type Sides = readonly [top: number, bottom: number, left: number, right: number];

/**
 * Pixels to add before and after one spatial dimension. Before: `padding`, as in PyTorch. After: as many of them as
 * the last window of the kernel reaches, so that nothing is copied in vain and the windows stay the same; below 0
 * where the last pixels of the input are in no window.
 */
export function spatialPadding(size: number, kernel: number, stride: number, padding: number): [number, number] {
  const windows = Math.floor((size + 2 * padding - kernel) / stride) + 1;
  if (windows < 1) throw new RangeError(`A kernel of ${kernel} does not fit into ${size} pixels padded by ${padding}.`);
  return [padding, Math.max(0, (windows - 1) * stride + kernel - padding - size)];
}

/** Zeros around the pixels. @param x Shape [B, H, W, C]. */
export function padBy(x: Tensor4D, [top, bottom, left, right]: Sides): Tensor4D {
  return pad(x, [0, 0, top, bottom, left, right, 0, 0]);
}

/** The last dimension made longer by zeros. */
export function padChannels<T extends Tensor>(x: T, count: number): T {
  const paddings = new Array<number>(2 * x.rank).fill(0);
  paddings[2 * x.rank - 1] = count - x.shape[x.rank - 1]!;
  return pad(x, paddings);
}

/** The beginning of the last dimension. */
export function firstChannels<T extends Tensor>(x: T, count: number): T {
  const begin = new Array<number>(x.rank).fill(0);
  return slice(x, begin, [...x.shape.slice(0, -1), count]);
}

/** The pixels of a window. @param x Shape [B, H, W, C]. */
export function crop(x: Tensor4D, top: number, left: number, height: number, width: number): Tensor4D {
  return slice(x, [0, top, left, 0], [x.shape[0], height, width, x.shape[3]]);
}

/** Every n-th pixel in both directions, from [top, left] on: [rows, columns] of them. @param x Shape [B, H, W, C]. */
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

/** @param paddings Zeros before and after, dimension by dimension. */
function pad<T extends Tensor>(x: T, paddings: number[]): T {
  const sides = tf.tensor2d(paddings, [x.rank, 2], 'int32');
  const attributes = [typeAttribute('T', dataTypeOf(x)), typeAttribute('Tpaddings', DataType.int32)];
  const result = run<T>('Pad', attributes, [x, sides]);
  sides.dispose();
  return result;
}
