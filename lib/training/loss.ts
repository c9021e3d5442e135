import type { Size } from '../geometry';
import type { tf } from '../ops/tensorflow';

/** What a loss may use besides the landmarks. */
export interface LossContext {
  /** The network's output: the landmarks themselves, or logits of heatmaps of shape [B, h, w, K]. */
  readonly output: tf.Tensor;
  /** Size of the network's input in pixels. */
  readonly size: Size;
  /** Where any landmark is missing, the places of the others among all B K landmarks; only these count. */
  readonly present?: readonly number[] | undefined;
}

/**
 * What training minimizes; tfjs differentiates it.
 *
 * @param landmarks Predictions, fractions of the image's width and height, shape [B, 2K].
 * @param targets Ground truth in the same unit and shape; NaN for missing landmarks.
 * @param context The network's output and input size, and which landmarks are present.
 * @returns The mean over the batch and all coordinates that are present.
 */
export type Loss = (landmarks: tf.Tensor2D, targets: tf.Tensor2D, context: LossContext) => tf.Scalar;
