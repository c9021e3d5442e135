import type { Size } from '../geometry';
import { DataType, run, stringAttribute, typeAttribute } from './backend';
import { tf } from './tensorflow';

/**
 * Resamples each image of a batch by its own projective transform, bilinearly (TensorFlow's
 * `ImageProjectiveTransformV3`). Outside an image, its nearest border pixel is read. There is no gradient.
 *
 * @param images Shape [B, height, width, channels], float32.
 * @param transforms Shape [B, 8], holding a0 to a2, b0 to b2, c0, c1: the output's pixel in column x and row y is read
 *   at column (a0 x + a1 y + a2) / (c0 x + c1 y + 1) and row (b0 x + b1 y + b2) / (c0 x + c1 y + 1) of the input.
 *   Columns and rows are indices: whole numbers are the pixels' centers.
 * @param size Size of the output in pixels.
 * @returns Shape [B, output height, output width, channels].
 */
export function projectiveTransform(
  images: tf.Tensor4D,
  transforms: tf.Tensor2D,
  { width, height }: Size,
): tf.Tensor4D {
  return tf.tidy(() =>
    run<tf.Tensor4D>(
      'ImageProjectiveTransformV3',
      [
        typeAttribute('dtype', DataType.float32),
        stringAttribute('interpolation', 'BILINEAR'),
        stringAttribute('fill_mode', 'NEAREST'),
      ],
      // The last input is the fill value, which this fill mode does not use.
      [images, transforms, tf.tensor1d([height, width], 'int32'), tf.scalar(0)],
    ),
  );
}
