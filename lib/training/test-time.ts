import type { LandmarkSet } from '../landmarks/landmark-set';
import type { Network } from '../networks/network';
import { predictionOf } from '../networks/predict';
import { tf } from '../ops/tensorflow';

/**
 * Predicts with test-time augmentation (TTA): the mean of the predictions for an image and for its mirror image, whose
 * landmarks are mirrored back. Errors that depend on the view partly cancel out.
 *
 * @param network The network, in inference mode and float32.
 * @param images Gray levels -0.5..0.5, shape [B, height, width, 1].
 * @param landmarkSet Tells which landmarks swap sides.
 * @param plain Predictions for the images themselves, if they are known already.
 * @returns Fractions of the image's width and height, shape [B, 2K]. The caller disposes it.
 */
export function predictWithTta(
  network: Network,
  images: tf.Tensor4D,
  landmarkSet: Pick<LandmarkSet, 'mirror'>,
  plain?: tf.Tensor2D,
): tf.Tensor2D {
  return tf.tidy(() => {
    const mirrored = mirrorBack(predictionOf(network, images.reverse(2)), landmarkSet);
    return mirrored.add<tf.Tensor2D>(plain ?? predictionOf(network, images)).div(2);
  });
}

/** Landmarks of mirrored images as they lie in the original ones: x becomes 1 - x, left and right swap. Shape [B, 2K]. */
function mirrorBack(landmarks: tf.Tensor2D, { mirror }: Pick<LandmarkSet, 'mirror'>): tf.Tensor2D {
  const columns = mirror.flatMap((landmark) => [2 * landmark, 2 * landmark + 1]);
  const factors = tf.tensor1d(columns.map((column) => (column % 2 === 0 ? -1 : 1)));
  const offsets = tf.tensor1d(columns.map((column) => (column % 2 === 0 ? 1 : 0)));
  return landmarks.gather(tf.tensor1d(columns, 'int32'), 1).mul(factors).add<tf.Tensor2D>(offsets);
}
