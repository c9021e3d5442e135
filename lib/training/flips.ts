import type { LandmarkScheme } from '../faces/scheme';
import { tf } from '../kernels/tensorflow';
import type { Network } from '../networks/network';

/**
 * Mean of what a network predicts for pictures and for their mirror images, mirrored back: a test-time average that
 * takes away the part of the error that depends on the side.
 *
 * @param output Of the network for these pictures.
 * @returns Shape [B, 2K], fractions.
 */
export function withFlipped(
  network: Network,
  pictures: tf.Tensor4D,
  output: tf.Tensor,
  scheme: LandmarkScheme,
): tf.Tensor2D {
  return tf.tidy(() => {
    const flipped = network.forward(pictures.reverse(2), { training: false, precision: 'float32' });
    const mirrored = mirrorFractions(network.points(flipped), scheme);
    return network.points(output).add<tf.Tensor2D>(mirrored).mul(0.5);
  });
}

/** Points as they lie in the mirror image, in the scheme's order: x becomes 1 - x. Shape [B, 2K]. */
export function mirrorFractions(points: tf.Tensor2D, scheme: LandmarkScheme): tf.Tensor2D {
  return tf.tidy(() => {
    const columns = scheme.mirror.flatMap((point) => [2 * point, 2 * point + 1]);
    const sign = tf.tensor1d(columns.map((column) => (column % 2 === 0 ? -1 : 1)));
    const offset = tf.tensor1d(columns.map((column) => (column % 2 === 0 ? 1 : 0)));
    return points.gather(tf.tensor1d(columns, 'int32'), 1).mul(sign).add<tf.Tensor2D>(offset);
  });
}
