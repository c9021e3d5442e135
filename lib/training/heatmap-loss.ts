import { UserError } from '../errors';
import { tf } from '../ops/tensorflow';
import type { Loss, LossContext } from './loss';

/** Standard deviation of the target Gaussian, in pixels of the heatmap. */
const SIGMA = 1;

/**
 * Adds supervision of the heatmaps to a loss: a weighted cross-entropy between each heatmap, after a softmax over its
 * pixels, and a Gaussian around the true landmark. Landmarks that are missing or outside the
 * image do not count.
 *
 * @param loss The loss on the landmarks.
 * @param weight Weight of the cross-entropy.
 * @returns A loss for networks whose output is logits of heatmaps, shape [B, h, w, K]. It throws a UserError for others.
 * @see A. Nibali et al., 'Numerical Coordinate Regression with Convolutional Neural Networks', 2018: its
 *   regularization, with a cross-entropy, whose gradient is that of the Kullback-Leibler divergence.
 */
export function withHeatmaps(loss: Loss, weight: number): Loss {
  return (landmarks, targets, context) =>
    loss(landmarks, targets, context).add(heatmapEntropy(context, targets).mul(weight));
}

function heatmapEntropy({ output, present }: LossContext, targets: tf.Tensor2D): tf.Scalar {
  const [batch, height, width, landmarks] = output.shape;
  if (output.rank !== 4 || landmarks! * 2 !== targets.shape[1]) {
    const shape = `[${output.shape.join(', ')}]`;
    throw new UserError(`This network has no heatmaps to supervise (output ${shape}): set heatmapWeight to 0.`);
  }
  const chosen = present && tf.tensor1d([...present], 'int32');
  /** The rows of the present landmarks. */
  const rowsOf = (all: tf.Tensor): tf.Tensor => (chosen ? all.gather(chosen) : all);
  const maps = present?.length ?? batch * landmarks!;
  const places = rowsOf(targets.reshape([batch * landmarks!, 2]));
  const columns = gaussians(places.slice([0, 0], [maps, 1]), width!).reshape([maps, 1, width!]);
  const rows = gaussians(places.slice([0, 1], [maps, 1]), height!).reshape([maps, height!, 1]);
  const wanted = rows.mul(columns).reshape([maps, height! * width!]);
  const logits = output.reshape([batch, height! * width!, landmarks!]).transpose([0, 2, 1]);
  return rowsOf(logits.logSoftmax().reshape([batch * landmarks!, height! * width!]))
    .mul(wanted)
    .sum<tf.Scalar>()
    .div(-maps);
}

/** Gaussians over pixel centers, each with the sum 1. Places are fractions of the size, shape [N, 1]. */
function gaussians(places: tf.Tensor, size: number): tf.Tensor {
  const centers = tf.range(0, size).add(0.5).reshape([1, size]);
  const distances = centers.sub(places.mul(size)).div(SIGMA);
  const values = distances.square().mul(-0.5).exp();
  // Far outside the image the sum is almost 0, and so stays the Gaussian.
  return values.div(values.sum(1, true).add(1e-6));
}
