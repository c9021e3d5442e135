import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, DataType, dataTypeOf, intsAttribute, run, stringAttribute, typeAttribute } from './backend';
import type { Attribute } from './backend';
import { tf } from './tensorflow';

/**
 * Largest value in each window, without padding.
 *
 * @param x Shape [B, H, W, C].
 * @returns Shape [B, H', W', C] with H' = floor((H - size) / stride) + 1.
 */
export function maxPool(x: Tensor4D, size: number, stride: number): Tensor4D {
  return run('MaxPool', windows(x, size, stride), [x]);
}

/** Gradient of `maxPool` for x, from the gradient for its output, x and the output. */
export function maxPoolGradient(
  gradient: Tensor4D,
  x: Tensor4D,
  output: Tensor4D,
  size: number,
  stride: number,
): Tensor4D {
  return run('MaxPoolGrad', windows(x, size, stride), [x, output, gradient]);
}

/** Mean over the pixels. @param x Shape [B, H, W, C]. @returns Shape [B, C]. */
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

/** Gradient of `meanPool` for its input, which has the given shape. */
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
