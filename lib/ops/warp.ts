import { DataType, run, stringAttribute, typeAttribute } from './backend';
import { tf } from './tensorflow';

/**
 * Resamples each image of a batch by a projective transform of its own, bilinear (TensorFlow's
 * `ImageProjectiveTransformV3`; no gradient).
 *
 * @param images Shape [B, height, width, channels].
 * @param transforms Shape [B, 8], a0 to a2, b0 to b2, c0, c1: the output's pixel in column x and row y is read at
 * column (a0 x + a1 y + a2) / (c0 x + c1 y + 1) and row (b0 x + b1 y + b2) / (c0 x + c1 y + 1) of the input. Columns
 * and rows are indices: whole numbers are the pixels' centers.
 * @param outside What is read outside the image: the nearest pixel of its edge, or a constant.
 * @returns Shape [B, output height, output width, channels].
 */
export function projectiveTransform(
  images: tf.Tensor4D,
  transforms: tf.Tensor2D,
  [height, width]: readonly [number, number],
  outside: 'edge' | number,
): tf.Tensor4D {
  return tf.tidy(() => {
    const constant = outside === 'edge' ? 0 : outside;
    return run<tf.Tensor4D>(
      'ImageProjectiveTransformV3',
      [
        typeAttribute('dtype', DataType.float32),
        stringAttribute('interpolation', 'BILINEAR'),
        stringAttribute('fill_mode', outside === 'edge' ? 'NEAREST' : 'CONSTANT'),
      ],
      [images, transforms, tf.tensor1d([height, width], 'int32'), tf.scalar(constant)],
    );
  });
}
