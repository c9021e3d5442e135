import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { tf } from '../ops/tensorflow';
import type { Precision } from '../networks/layer';
import type { Network } from '../networks/network';
import { Tape } from '../networks/tape';
import type { Gradients } from '../networks/tape';
import type { Optimizer } from './adam';

export { adam } from './adam';
export type { Optimizer } from './adam';

/**
 * What is minimized.
 *
 * @param output What the network's `forward` gave; tfjs differentiates the loss for it.
 * @param targets Shape [B, 2K], fractions of width and height.
 */
export type Loss = (output: Tensor, targets: Tensor2D, network: Network) => Scalar;

/** What a training step found before it changed the weights. The caller disposes both. */
export interface StepResult {
  readonly loss: Scalar;
  /** Predicted landmarks, shape [B, 2K]. */
  readonly landmarks: Tensor2D;
}

/** Gradients of a batch's loss for all trainable parameters; running statistics take the batch in. */
export function lossGradients(
  network: Network,
  images: Tensor4D,
  targets: Tensor2D,
  loss: Loss,
  precision: Precision = 'float32',
): StepResult & { gradients: Gradients } {
  const tape = new Tape();
  // The loss asks for the landmarks: they are kept from there, as a second soft-argmax would cost time.
  let landmarks: Tensor2D | undefined;
  const watched: Network = {
    ...network,
    landmarks: (output) => {
      const found = network.landmarks(output);
      landmarks ??= tf.keep(found.clone());
      return found;
    },
  };
  try {
    const output = network.forward(images, { training: true, precision, tape });
    const { value, grad } = tf.valueAndGrad((x) => loss(x, targets, watched))(output);
    // What is kept outlives every `tidy`; the caller gets one that its own `tidy` sees.
    const predicted = landmarks ? landmarks.clone() : tf.tidy(() => network.landmarks(output).clone());
    return { loss: value, landmarks: predicted, gradients: tape.backward(output, grad) };
  } finally {
    landmarks?.dispose();
    tape.dispose();
  }
}

/**
 * One step of training: forward, backward, new weights.
 *
 * @param images Gray -0.5..0.5, shape [B, height, width, 1].
 * @param targets Landmarks, shape [B, 2K], fractions of width and height.
 */
export function trainingStep(
  network: Network,
  optimizer: Optimizer,
  images: Tensor4D,
  targets: Tensor2D,
  loss: Loss,
  learningRate: number,
  precision: Precision = 'float32',
): StepResult {
  const { gradients, ...result } = lossGradients(network, images, targets, loss, precision);
  optimizer.step(gradients, learningRate);
  tf.dispose([...gradients.values()]);
  return result;
}
