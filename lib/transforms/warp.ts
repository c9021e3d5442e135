import type { Size } from '../geometry';
import { tf } from '../ops/tensorflow';
import { projectiveTransform } from '../ops/warp';
import { invert } from './affine';
import type { Affine } from './affine';

/**
 * Warps images, each by its own affine map, with one bilinear resampling. Beyond its border an image continues with its
 * nearest pixel: black would draw sharp borders, which a network can learn from.
 *
 * @param images Gray levels -0.5..0.5, shape [B, height, width, 1].
 * @param maps Where each point of an image goes, in continuous pixel coordinates; B of them. The output's upper left
 *   corner is (0, 0) too, so showing another part in a smaller output takes a translation.
 * @param size Size of the output in pixels.
 * @returns Shape [B, height, width, 1] with the output's size. The caller disposes it.
 * @throws RangeError for a singular map.
 */
export function warpImages(images: tf.Tensor4D, maps: readonly Affine[], size: Size): tf.Tensor4D {
  return tf.tidy(() => projectiveTransform(images, tf.tensor2d(maps.map(pixelTransform)), size));
}

/** From output to input, and from coordinates that count pixel edges to indices that count pixel centers. */
function pixelTransform(map: Affine): number[] {
  const [a, b, c, d, e, f] = invert(map);
  return [a, b, c + (a + b - 1) / 2, d, e, f + (d + e - 1) / 2, 0, 0];
}
