import { tf } from '../ops/tensorflow';
import { projectiveTransform } from '../ops/warp';
import { invert } from './affine';
import type { Affine } from './affine';

/**
 * What an image that was moved shows where there was none: 'edge' continues the nearest pixel of the edge, which has
 * no sharp border to learn from; 'black' is what cameras and other libraries leave.
 */
export type Outside = 'edge' | 'black';

/**
 * Moves images, each by a map of its own, and resamples them once, bilinear.
 *
 * @param images Gray -0.5..0.5, shape [B, height, width, 1].
 * @param maps Where each landmark of an image goes, in continuous pixel coordinates; the output's left upper corner is
 * (0, 0) too, so that a smaller output needs a translation to show another part than the left upper one.
 * @param size Height and width of the output in pixels.
 * @returns Shape [B, height, width, 1] with the output's size.
 */
export function warpImages(
  images: tf.Tensor4D,
  maps: readonly Affine[],
  size: readonly [number, number],
  outside: Outside = 'edge',
): tf.Tensor4D {
  return tf.tidy(() => {
    const transforms = tf.tensor2d(maps.map(pixelTransform));
    return projectiveTransform(images, transforms, size, outside === 'edge' ? 'edge' : -0.5);
  });
}

/** From output to input, and from coordinates that count pixel edges to indices that count pixel centers. */
function pixelTransform(map: Affine): number[] {
  const [a, b, c, d, e, f] = invert(map);
  return [a, b, c + (a + b - 1) / 2, d, e, f + (d + e - 1) / 2, 0, 0];
}
