import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, DataType, dataTypeOf, intsAttribute, run, stringAttribute, typeAttribute } from './backend';
import type { Attribute } from './backend';
import { hasOneDnn, runOneDnn } from './one-dnn';
import { tf } from './tensorflow';

/**
 * The largest value in each window, without padding.
 *
 * @param x Shape [B, H, W, C].
 * @param size Side of the windows in pixels.
 * @param stride Pixels from one window to the next.
 * @returns Shape [B, H', W', C] with H' = floor((H - size) / stride) + 1.
 */
export function maxPool(x: Tensor4D, size: number, stride: number): Tensor4D {
  return run('MaxPool', windows(x, size, stride), [x]);
}

/** The output of max-pooling and what its gradient needs. The caller disposes both. */
export interface Pooled {
  readonly output: Tensor4D;
  /** Where the largest values are, in oneDNN's own format; without it, the gradient searches for them again. */
  readonly places?: Tensor;
}

/** `maxPool` for training, when a gradient follows. */
export function maxPoolForGradient(x: Tensor4D, size: number, stride: number): Pooled {
  if (!hasPlaces()) return { output: maxPool(x, size, stride) };
  const [output, places] = poolWithPlaces(x, size, stride) as [Tensor4D, Tensor];
  return { output, places };
}

/**
 * Gradient of `maxPool` for its input.
 *
 * @param gradient The gradient for its output.
 * @param x Its input.
 * @param pooled What `maxPoolForGradient` returned.
 * @param size Side of the windows in pixels.
 * @param stride Pixels from one window to the next.
 */
export function maxPoolGradient(
  gradient: Tensor4D,
  x: Tensor4D,
  { output, places }: Pooled,
  size: number,
  stride: number,
): Tensor4D {
  if (!places) return run('MaxPoolGrad', windows(x, size, stride), [x, output, gradient]);
  const attributes = [...windows(x, size, stride), WITH_PLACES];
  return runOneDnn('_MklNativeMaxPoolGrad', attributes, [x, output, gradient, places], 1)[0] as Tensor4D;
}

const WITH_PLACES = boolAttribute('workspace_enabled', true);

function poolWithPlaces(x: Tensor4D, size: number, stride: number): Tensor[] {
  return runOneDnn('_MklNativeMaxPool', [...windows(x, size, stride), WITH_PLACES], [x], 2);
}

const hasPlaces = (): boolean =>
  hasOneDnn('_MklNativeMaxPool', () => tf.tidy(() => poolWithPlaces(tf.zeros([1, 2, 2, 1]), 2, 2)));

/** The mean over all pixels: [B, H, W, C] to [B, C]. */
export function meanPool(x: Tensor4D): Tensor2D {
  const axes = tf.tensor1d([1, 2], 'int32');
  const result = run<Tensor2D>(
    'Mean',
    [typeAttribute('T', dataTypeOf(x)), typeAttribute('Tidx', DataType.int32), boolAttribute('keep_dims', false)],
    [x, axes],
  );
  axes.dispose();
  return result;
}

/** Gradient of `meanPool` for its input of the given shape, from the gradient for its output. */
export function meanPoolGradient(gradient: Tensor2D, shape: Tensor4D['shape']): Tensor4D {
  const [batch, height, width, channels] = shape;
  const type = dataTypeOf(gradient);
  return tf.tidy(() => {
    const scale = run(
      'Cast',
      [typeAttribute('SrcT', DataType.float32), typeAttribute('DstT', type)],
      [tf.scalar(1 / (height * width))],
    );
    const share = run('Mul', [typeAttribute('T', type)], [gradient, scale]);
    return run<Tensor4D>(
      'BroadcastTo',
      [typeAttribute('T', type), typeAttribute('Tidx', DataType.int32)],
      [share.reshape([batch, 1, 1, channels]), tf.tensor1d(shape, 'int32')],
    );
  });
}

function windows(x: Tensor4D, size: number, stride: number): Attribute[] {
  return [
    typeAttribute('T', dataTypeOf(x)),
    intsAttribute('ksize', [1, size, size, 1]),
    intsAttribute('strides', [1, stride, stride, 1]),
    stringAttribute('padding', 'VALID'),
    stringAttribute('data_format', 'NHWC'),
  ];
}
