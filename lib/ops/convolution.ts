import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf, intsAttribute, run, stringAttribute, typeAttribute } from './backend';
import type { Attribute } from './backend';
import { stack } from './elementwise';
import { biasAdd, biasGradient, matMul } from './linear';
import { hasOneDnn, runOneDnn } from './one-dnn';
import { crop, everyNth, padBy, spatialPadding } from './padding';
import { tf } from './tensorflow';
import { goesByWinograd, runWinograd } from './winograd';

/** The stride and zero padding of a convolution, as in PyTorch. */
export interface Geometry {
  /** In pixels, in both directions. */
  readonly stride: number;
  /** Zeros on each of the four sides, in pixels. */
  readonly padding: number;
}

type Shape4D = [number, number, number, number];

/**
 * Two-dimensional convolution.
 *
 * @param padded The input, shape [B, H, W, C], float32 or bfloat16, padded by `padInput`.
 * @param filter Shape [kernel height, kernel width, C, D], of the same type.
 * @param geometry Stride and padding.
 * @returns Shape [B, H', W', D] with H' = floor((H + 2 padding - kernel height) / stride) + 1.
 */
export function conv2d(padded: Tensor4D, filter: Tensor4D, geometry: Geometry): Tensor4D {
  const settings = attributes(padded, filter, geometry);
  if (isWinograd(padded, filter, geometry)) return runWinograd('Conv2D', settings, [padded, filter]);
  return run('Conv2D', settings, [padded, filter]);
}

/**
 * Pads the input of a convolution with zeros; returns x itself if TensorFlow pads on its own.
 *
 * TensorFlow's 'SAME' equals PyTorch's padding only at stride 1. Otherwise zeros are added here and the convolution is
 * 'VALID', as TensorFlow's 'EXPLICIT' padding misses the fast path of oneDNN.
 */
export function padInput(x: Tensor4D, filter: Tensor4D, geometry: Geometry): Tensor4D {
  if (isSame(filter, geometry)) return x;
  return padBy(x, paddingOf(x.shape, filter, geometry));
}

/**
 * Gradient of `conv2d` for its input.
 *
 * @param gradient The gradient for its output.
 * @param inputShape The input's shape before padding.
 * @param filter The filter.
 * @param geometry Stride and padding.
 */
export function conv2dInputGradient(
  gradient: Tensor4D,
  inputShape: Shape4D,
  filter: Tensor4D,
  geometry: Geometry,
): Tensor4D {
  const settings = attributes(gradient, filter, geometry);
  if (isWinograd(gradient, filter, geometry)) return runWinograd('Conv2DBackpropInput', settings, [gradient, filter]);
  const same = isSame(filter, geometry);
  const padding = same ? NO_PADDING : paddingOf(inputShape, filter, geometry);
  const [batch, height, width, channels] = inputShape;
  const sizes = tf.tensor1d(
    [batch, height + padding[0] + padding[1], width + padding[2] + padding[3], channels],
    'int32',
  );
  const padded = run<Tensor4D>('Conv2DBackpropInput', settings, [sizes, filter, gradient]);
  sizes.dispose();
  if (![...padding].some((side: number) => side > 0)) return padded;
  const result = crop(padded, padding[0], padding[2], height, width);
  padded.dispose();
  return result;
}

/**
 * Gradient of `conv2d` for its filter.
 *
 * @param gradient The gradient for its output.
 * @param padded The padded input.
 * @param filter The filter, of which only the shape matters.
 * @param geometry Stride and padding.
 */
export function conv2dFilterGradient(
  gradient: Tensor4D,
  padded: Tensor4D,
  filter: Tensor4D,
  geometry: Geometry,
): Tensor4D {
  if (goesByTaps(gradient, filter, geometry)) return filterGradientByTaps(gradient, padded, filter, geometry);
  const settings = attributes(gradient, filter, geometry);
  if (isWinograd(gradient, filter, geometry)) return runWinograd('Conv2DBackpropFilter', settings, [padded, gradient]);
  const sizes = tf.tensor1d(filter.shape, 'int32');
  const result = run<Tensor4D>('Conv2DBackpropFilter', settings, [padded, sizes, gradient]);
  sizes.dispose();
  return result;
}

/** `conv2d` with a bias [D] added to every pixel, in one pass if oneDNN is available. */
export function conv2dWithBias(padded: Tensor4D, filter: Tensor4D, bias: Tensor, geometry: Geometry): Tensor4D {
  if (!isWinograd(padded, filter, geometry) && hasBias()) {
    return convolveWithBias(padded, filter, bias, geometry)[0] as Tensor4D;
  }
  const plain = conv2d(padded, filter, geometry);
  const output = biasAdd(plain, bias);
  plain.dispose();
  return output;
}

/** Gradients of `conv2dWithBias` for its filter and its bias. */
export function conv2dFilterAndBiasGradients(
  gradient: Tensor4D,
  padded: Tensor4D,
  filter: Tensor4D,
  geometry: Geometry,
): [Tensor4D, Tensor] {
  if (goesByTaps(gradient, filter, geometry) || isWinograd(gradient, filter, geometry) || !hasBias()) {
    return [conv2dFilterGradient(gradient, padded, filter, geometry), biasGradient(gradient)];
  }
  const sizes = tf.tensor1d(filter.shape, 'int32');
  const inputs = [padded, sizes, gradient];
  const settings = attributes(gradient, filter, geometry);
  const results = runOneDnn('_MklNativeConv2DBackpropFilterWithBias', settings, inputs, 2) as [Tensor4D, Tensor];
  sizes.dispose();
  return results;
}

function convolveWithBias(padded: Tensor4D, filter: Tensor4D, bias: Tensor, geometry: Geometry): Tensor[] {
  return runOneDnn('_MklNativeConv2DWithBias', attributes(padded, filter, geometry), [padded, filter, bias], 1);
}

const hasBias = (): boolean =>
  hasOneDnn('_MklNativeConv2DWithBias', () =>
    tf.tidy(() => {
      const [x, filter] = [tf.zeros<tf.Rank.R4>([1, 1, 1, 1]), tf.zeros<tf.Rank.R4>([1, 1, 1, 1])];
      return convolveWithBias(x, filter, tf.zeros([1]), { stride: 1, padding: 0 });
    }),
  );

/** Whether the filter's gradient is computed as one matrix product per pixel of the filter. */
function goesByTaps(gradient: Tensor4D, filter: Tensor4D, { stride }: Geometry): boolean {
  const [height, width, inChannels] = filter.shape;
  // Here oneDNN writes beyond its memory: https://github.com/uxlfoundation/oneDNN/issues/6035
  const isUnsafe = height === 1 && width === 1 && stride > 1 && inChannels < 16;
  return isUnsafe || isBetterByTaps(gradient, filter);
}

/**
 * Whether the filter's gradient is faster as one matrix product per pixel of the filter: with many channels and few
 * pixels, oneDNN's bfloat16 version spends most of its time reordering channels. (For 512 channels and 16 images of
 * 7x7, 14 instead of 27 ms.)
 */
function isBetterByTaps(gradient: Tensor4D, { shape: [height, , inChannels] }: Tensor4D): boolean {
  const [batch, rows, columns, outChannels] = gradient.shape;
  const isWide = height > 1 && inChannels >= 256 && outChannels >= 512;
  return dataTypeOf(gradient) === DataType.bfloat16 && isWide && batch * rows * columns <= 2048;
}

function filterGradientByTaps(
  gradient: Tensor4D,
  padded: Tensor4D,
  filter: Tensor4D,
  { stride, padding }: Geometry,
): Tensor4D {
  const [kernelHeight, kernelWidth, inChannels, outChannels] = filter.shape;
  const [batch, rows, columns] = gradient.shape;
  return tf.tidy(() => {
    const border = isSame(filter, { stride, padding }) ? padding : 0;
    const [, height, width] = padded.shape.map((size) => size + 2 * border) as Tensor4D['shape'];
    const around = padBy(padded, [border, border + missing(height, stride), border, border + missing(width, stride)]);
    const flat = gradient.reshape<Tensor2D>([batch * rows * columns, outChannels]);
    const taps: Tensor[] = [];
    for (let row = 0; row < kernelHeight; row++) {
      for (let column = 0; column < kernelWidth; column++) {
        const seen = everyNth(around, [row, column], [rows, columns], stride);
        taps.push(matMul(seen.reshape([batch * rows * columns, inChannels]), flat, true, false));
        seen.dispose();
      }
    }
    return stack(taps).reshape(filter.shape);
  });
}

/** What is missing to the next multiple of the step. */
const missing = (size: number, step: number): number => (step - (size % step)) % step;

const isWinograd = (x: Tensor4D, filter: Tensor4D, geometry: Geometry): boolean =>
  goesByWinograd(x, filter, isSame(filter, geometry));

const NO_PADDING = [0, 0, 0, 0] as const;

function attributes(x: Tensor4D, filter: Tensor4D, geometry: Geometry): Attribute[] {
  const { stride } = geometry;
  return [
    typeAttribute('T', dataTypeOf(x)),
    intsAttribute('strides', [1, stride, stride, 1]),
    stringAttribute('padding', isSame(filter, geometry) ? 'SAME' : 'VALID'),
    stringAttribute('data_format', 'NHWC'),
  ];
}

/** Whether TensorFlow's 'SAME' is this padding: half the kernel, at stride 1. */
function isSame(filter: Tensor4D, { stride, padding }: Geometry): boolean {
  const [height, width] = filter.shape;
  return stride === 1 && height === width && height === 2 * padding + 1;
}

function paddingOf(shape: Shape4D, filter: Tensor4D, { stride, padding }: Geometry) {
  const [, height, width] = shape;
  const [kernelHeight, kernelWidth] = filter.shape;
  const rows = spatialPadding(height, kernelHeight, stride, padding);
  const columns = spatialPadding(width, kernelWidth, stride, padding);
  return [...rows, ...columns] as [number, number, number, number];
}
