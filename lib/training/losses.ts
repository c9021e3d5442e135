import type { Size } from '../geometry';
import { tf } from '../ops/tensorflow';
import { withHeatmaps } from './heatmap-loss';
import type { Loss, LossContext } from './loss';

/** All losses by the name that the parameter `loss` gives them. */
export const losses = { mse, l1, smoothL1, wing, softWing } satisfies Record<string, Loss>;

/** The name of a loss. */
export type LossName = keyof typeof losses;

/**
 * The loss that the parameters ask for.
 *
 * @param parameters.loss Its name.
 * @param parameters.heatmapWeight Weight of the heatmap loss that is added; none by default.
 */
export function lossOf({
  loss,
  heatmapWeight = 0,
}: {
  readonly loss: LossName;
  readonly heatmapWeight?: number;
}): Loss {
  const coordinates = ofPresent(losses[loss]);
  return heatmapWeight > 0 ? withHeatmaps(coordinates, heatmapWeight) : coordinates;
}

/** A loss of the present landmarks alone. Where none is missing, it is the loss itself, to the last bit. */
export function ofPresent(loss: Loss): Loss {
  return (landmarks, targets, context) => {
    const { present } = context;
    if (!present) return loss(landmarks, targets, context);
    const chosen = tf.tensor1d([...present], 'int32');
    const points = (all: tf.Tensor2D): tf.Tensor2D => all.reshape<tf.Tensor2D>([-1, 2]).gather(chosen);
    return loss(points(landmarks), points(targets), context);
  };
}

/** Mean squared error in fractions of the image's width and height, the unit that all networks are compared in. */
function mse(landmarks: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  return landmarks.sub(targets).square().mean();
}

/** Mean absolute error in pixels of the network's input. */
function l1(landmarks: tf.Tensor2D, targets: tf.Tensor2D, { size }: LossContext): tf.Scalar {
  return absoluteErrors(landmarks, targets, size).mean();
}

/**
 * Huber's loss: quadratic below one pixel of the network's input, linear above.
 *
 * @see R. Girshick, 'Fast R-CNN', ICCV 2015.
 */
function smoothL1(landmarks: tf.Tensor2D, targets: tf.Tensor2D, { size }: LossContext): tf.Scalar {
  const errors = absoluteErrors(landmarks, targets, size);
  const small = errors.minimum(1);
  // Where the error is at most 1: e^2 / 2. Above, `small` is constant: e - 1 / 2.
  return errors.sub(small).add(small.square().mul(0.5)).mean();
}

const WING_WIDTH = 10;
const WING_CURVATURE = 2;

/**
 * Logarithmic below 10 pixels of the network's input, which gives small errors more weight than L1 does; linear above.
 *
 * @see Z.-H. Feng et al., 'Wing Loss for Robust Facial Landmark Localisation', CVPR 2018 (w = 10, epsilon = 2).
 */
function wing(landmarks: tf.Tensor2D, targets: tf.Tensor2D, { size }: LossContext): tf.Scalar {
  const errors = absoluteErrors(landmarks, targets, size);
  const small = errors.minimum(WING_WIDTH);
  const logarithm = small.div(WING_CURVATURE).log1p().mul(WING_WIDTH);
  return logarithm.add(errors.sub(small)).mean();
}

const SOFT_WING_LINEAR = 2;
const SOFT_WING_CURVATURE = 0.5;
const SOFT_WING_WIDTH = 20;

/**
 * Linear below 2 pixels of the network's input, logarithmic above, so that errors within the annotation's own
 * uncertainty do not dominate.
 *
 * @see L. Lin et al., 'Structure-Coherent Deep Feature Learning for Robust Face Alignment', TIP 2021
 *   (omega 1 = 2, omega 2 = 20, epsilon = 0.5).
 */
function softWing(landmarks: tf.Tensor2D, targets: tf.Tensor2D, { size }: LossContext): tf.Scalar {
  const errors = absoluteErrors(landmarks, targets, size);
  const small = errors.minimum(SOFT_WING_LINEAR);
  const large = errors.maximum(SOFT_WING_LINEAR);
  const scale = SOFT_WING_WIDTH;
  const atBend = scale * Math.log1p(SOFT_WING_LINEAR / SOFT_WING_CURVATURE);
  return small.add(large.div(SOFT_WING_CURVATURE).log1p().mul(scale).sub(atBend)).mean();
}

/** Absolute errors in pixels of the network's input, shape [B, 2K]. */
function absoluteErrors(landmarks: tf.Tensor2D, targets: tf.Tensor2D, { width, height }: Size): tf.Tensor2D {
  const scale = tf.tensor1d([width, height]).tile([targets.shape[1] / 2]);
  return landmarks.sub<tf.Tensor2D>(targets).mul<tf.Tensor2D>(scale).abs();
}
