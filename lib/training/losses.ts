import { tf } from '../ops/tensorflow';
import type { Network } from '../networks/network';
import { withHeatmaps } from './heatmap-loss';
import type { Loss } from './step';

/** Losses by name; each is a mean over the batch and all coordinates. */
export const losses = { mse, l1, smoothL1, wing, softWing } satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;

/** The loss that a training minimizes. */
export function lossOf({
  loss,
  heatmapWeight = 0,
}: {
  readonly loss: LossName;
  readonly heatmapWeight?: number;
}): Loss {
  return heatmapWeight > 0 ? withHeatmaps(losses[loss], heatmapWeight) : losses[loss];
}

/** Mean squared error in fractions of the image's width and height: the loss that all figures are compared in. */
export function mse(output: tf.Tensor, targets: tf.Tensor2D, network: Network): tf.Scalar {
  return network.landmarks(output).sub(targets).square().mean();
}

/** Mean absolute error in pixels of the network's input. */
export function l1(output: tf.Tensor, targets: tf.Tensor2D, network: Network): tf.Scalar {
  return pixelErrors(output, targets, network).mean();
}

/**
 * Huber's loss with its bend at one pixel of the network's input: squares below, absolute values above.
 *
 * Source: R. Girshick, 'Fast R-CNN', ICCV 2015.
 */
export function smoothL1(output: tf.Tensor, targets: tf.Tensor2D, network: Network): tf.Scalar {
  const errors = pixelErrors(output, targets, network);
  const small = errors.minimum(1);
  // Where the error is at most 1: e^2 / 2. Above, `small` is constant: e - 1 / 2.
  return errors.sub(small).add(small.square().mul(0.5)).mean();
}

const WING_WIDTH = 10;
const WING_CURVATURE = 2;

/**
 * Logarithm for small errors, which gives them more weight than L1 does; L1 above 10 pixels of the network's input.
 *
 * Source: Z.-H. Feng et al., 'Wing Loss for Robust Facial Landmark Localisation', CVPR 2018 (w = 10, epsilon = 2).
 */
export function wing(output: tf.Tensor, targets: tf.Tensor2D, network: Network): tf.Scalar {
  const errors = pixelErrors(output, targets, network);
  const small = errors.minimum(WING_WIDTH);
  const logarithm = small.div(WING_CURVATURE).log1p().mul(WING_WIDTH);
  return logarithm.add(errors.sub(small)).mean();
}

const SOFT_WING_LINEAR = 2;
const SOFT_WING_CURVATURE = 0.5;
const SOFT_WING_WIDTH = 20;

/**
 * L1 below 2 pixels of the network's input, logarithm above: errors that the annotation leaves open do not dominate.
 *
 * Source: L. Lin et al., 'Structure-Coherent Deep Feature Learning for Robust Face Alignment', TIP 2021
 * (omega 1 = 2, omega 2 = 20, epsilon = 0.5).
 */
export function softWing(output: tf.Tensor, targets: tf.Tensor2D, network: Network): tf.Scalar {
  const errors = pixelErrors(output, targets, network);
  const small = errors.minimum(SOFT_WING_LINEAR);
  const large = errors.maximum(SOFT_WING_LINEAR);
  const scale = SOFT_WING_WIDTH;
  const atBend = scale * Math.log1p(SOFT_WING_LINEAR / SOFT_WING_CURVATURE);
  return small.add(large.div(SOFT_WING_CURVATURE).log1p().mul(scale).sub(atBend)).mean();
}

/** Absolute errors in pixels of the network's input, shape [B, 2K]. */
function pixelErrors(output: tf.Tensor, targets: tf.Tensor2D, network: Network): tf.Tensor2D {
  const [height, width] = network.inputShape;
  const landmarks = network.landmarks(output);
  const size = tf.tensor1d([width, height]).tile([targets.shape[1] / 2]);
  return landmarks.sub<tf.Tensor2D>(targets).mul<tf.Tensor2D>(size).abs();
}
