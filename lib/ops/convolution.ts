import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf, intsAttribute, run, stringAttribute, typeAttribute } from './backend';
import type { Attribute } from './backend';
import { stack } from './elementwise';
import { biasAdd, biasGradient, matMul } from './linear';
import { hasOneDnn, runOneDnn } from './one-dnn';
import { crop, everyNth, padBy, spatialPadding } from './padding';
import { tf } from './tensorflow';

/** Step and zero padding of a convolution, in pixels, as PyTorch counts them: the padding is on all four sides. */
export interface Geometry {
  readonly stride: number;
  readonly padding: number;
}

type Shape4D = [number, number, number, number];

/**
 * Two-dimensional convolution.
 *
 * @param x Shape [B, H, W, C], float32 or bfloat16.
 * @param filter Shape [kernel height, kernel width, C, D], of the same type.
 * @param padded What `padInput` gave for x.
 * @returns Shape [B, H', W', D] with H' = floor((H + 2 padding - kernel height) / stride) + 1.
 */
export function conv2d(padded: Tensor4D, filter: Tensor4D, geometry: Geometry): Tensor4D {
  return run('Conv2D', attributes(padded, filter, geometry), [padded, filter]);
}

/**
 * The input with the zeros that a convolution needs around it; x itself where TensorFlow adds them on its own.
 *
 * TensorFlow's 'SAME' is PyTorch's padding only at stride 1. Otherwise explicit zeros and then 'VALID' are used, as
 * its 'EXPLICIT' padding misses the fast path of oneDNN.
 */
export function padInput(x: Tensor4D, filter: Tensor4D, geometry: Geometry): Tensor4D {
  if (isSame(filter, geometry)) return x;
  return padBy(x, paddingOf(x.shape, filter, geometry));
}

/** Gradient of `conv2d` for x, from the gradient for its output. */
export function conv2dInputGradient(
  gradient: Tensor4D,
  inputShape: Shape4D,
  filter: Tensor4D,
  geometry: Geometry,
): Tensor4D {
  const same = isSame(filter, geometry);
  const padding = same ? NOTHING : paddingOf(inputShape, filter, geometry);
  const [batch, height, width, channels] = inputShape;
  const sizes = tf.tensor1d(
    [batch, height + padding[0] + padding[1], width + padding[2] + padding[3], channels],
    'int32',
  );
  const padded = run<Tensor4D>('Conv2DBackpropInput', attributes(gradient, filter, geometry), [
    sizes,
    filter,
    gradient,
  ]);
  sizes.dispose();
  if (![...padding].some((side: number) => side > 0)) return padded;
  const result = crop(padded, padding[0], padding[2], height, width);
  padded.dispose();
  return result;
}

/** Gradient of `conv2d` for its filter, from the gradient for its output and what `padInput` gave. */
export function conv2dFilterGradient(
  gradient: Tensor4D,
  padded: Tensor4D,
  filter: Tensor4D,
  geometry: Geometry,
): Tensor4D {
  if (isBetterByTaps(gradient, filter)) return filterGradientByTaps(gradient, padded, filter, geometry);
  const sizes = tf.tensor1d(filter.shape, 'int32');
  const result = run<Tensor4D>('Conv2DBackpropFilter', attributes(gradient, filter, geometry), [
    padded,
    sizes,
    gradient,
  ]);
  sizes.dispose();
  return result;
}

/** `conv2d` with a bias [D] added to every pixel, in one pass where oneDNN is there. */
export function conv2dWithBias(padded: Tensor4D, filter: Tensor4D, bias: Tensor, geometry: Geometry): Tensor4D {
  if (hasBias()) return convolveWithBias(padded, filter, bias, geometry)[0] as Tensor4D;
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
  if (!hasBias() || isBetterByTaps(gradient, filter)) {
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

/**
 * Whether the filter's gradient is quicker as one matrix product for each of the filter's pixels: in bfloat16, where
 * there are many channels and few pixels, oneDNN spends most of its time on turning the channels around.
 * (Measured: 27 against 14 ms for 512 channels and 16 images of 7x7.)
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

/** How much is missing to the next multiple. */
const missing = (size: number, step: number): number => (step - (size % step)) % step;

const NOTHING = [0, 0, 0, 0] as const;

function attributes(x: Tensor4D, filter: Tensor4D, geometry: Geometry): Attribute[] {
  const { stride } = geometry;
  return [
    typeAttribute('T', dataTypeOf(x)),
    intsAttribute('strides', [1, stride, stride, 1]),
    stringAttribute('padding', isSame(filter, geometry) ? 'SAME' : 'VALID'),
    stringAttribute('data_format', 'NHWC'),
  ];
}

/** Whether 'SAME' pads as asked for: at stride 1, by half the kernel. */
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
