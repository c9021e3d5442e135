import { tf } from '../ops/tensorflow';
import type { Network } from '../networks/network';
import type { Loss } from './step';

/** Standard deviation of the Gaussian that a heatmap is to look like, in its own pixels. */
const SIGMA = 1;

/**
 * A loss with supervised heatmaps: a weighted cross-entropy between each heatmap, after a softmax over its pixels, and
 * a Gaussian around the true landmark is added. Landmarks outside the image do not count.
 *
 * Source: as the regularization in A. Nibali et al., 'Numerical Coordinate Regression with Convolutional Neural
 * Networks', 2018, with a cross-entropy, whose gradient is that of the Kullback-Leibler divergence.
 *
 * @param loss For networks whose output are logits of heatmaps, shape [B, h, w, K].
 * @throws RangeError, when it is used, for other outputs.
 */
export function withHeatmaps(loss: Loss, weight: number): Loss {
  return (output, targets, network) =>
    loss(output, targets, network).add(heatmapEntropy(output, targets, network).mul(weight));
}

function heatmapEntropy(output: tf.Tensor, targets: tf.Tensor2D, { name }: Network): tf.Scalar {
  const [batch, height, width, landmarks] = output.shape;
  if (output.rank !== 4 || landmarks! * 2 !== targets.shape[1]) {
    throw new RangeError(
      `${name} has no heatmaps to supervise: its output has the shape [${output.shape.join(', ')}].`,
    );
  }
  const maps = batch * landmarks!;
  const places = targets.reshape([maps, 2]);
  const columns = gaussians(places.slice([0, 0], [maps, 1]), width!).reshape([maps, 1, width!]);
  const rows = gaussians(places.slice([0, 1], [maps, 1]), height!).reshape([maps, height!, 1]);
  const wanted = rows.mul(columns).reshape([maps, height! * width!]);
  const logits = output.reshape([batch, height! * width!, landmarks!]).transpose([0, 2, 1]);
  return logits
    .logSoftmax()
    .reshape([maps, height! * width!])
    .mul(wanted)
    .sum<tf.Scalar>()
    .div(-maps);
}

/** Gaussians over pixel centers, each with the sum 1. @param places Fractions of the size, shape [N, 1]. */
function gaussians(places: tf.Tensor, size: number): tf.Tensor {
  const centers = tf.range(0, size).add(0.5).reshape([1, size]);
  const distances = centers.sub(places.mul(size)).div(SIGMA);
  const values = distances.square().mul(-0.5).exp();
  // Where a landmark lies far outside, the sum is next to nothing and the Gaussian stays so, too.
  return values.div(values.sum(1, true).add(1e-6));
}
