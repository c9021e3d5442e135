import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-node-gpu';
import { compile } from '../graph/compile';
import type { Precision } from '../networks/layer';
import { sizeOf } from '../networks/network';
import type { Network } from '../networks/network';
import { Tape } from '../networks/tape';
import type { Gradients } from '../networks/tape';
import { tf } from '../ops/tensorflow';
import type { Batch } from '../transforms/batch';
import type { Optimizer, StepNumbers } from './adam';
import type { Loss } from './loss';

/** What a training step computed before it updated the weights. The caller disposes both tensors. */
export interface StepResult {
  readonly loss: Scalar;
  /** Predicted landmarks, shape [B, 2K]. */
  readonly landmarks: Tensor2D;
}

/** What a training step takes of a batch. */
export type TrainingBatch = Pick<Batch, 'images' | 'landmarks' | 'present'>;

/** A batch without missing landmarks. */
type CompleteBatch = Pick<Batch, 'images' | 'landmarks'>;

/**
 * One training step: forward pass, backward pass, update of the weights. The running statistics of batch normalization
 * take in the batch.
 *
 * @param network The network.
 * @param optimizer Made for the network's trainable parameters.
 * @param batch Images with their ground truth. Missing landmarks have no part in the loss.
 * @param loss The loss to minimize.
 * @param learningRate The step size.
 * @param precision Number format of the forward and backward pass.
 */
export function trainingStep(
  network: Network,
  optimizer: Optimizer,
  batch: TrainingBatch,
  loss: Loss,
  learningRate: number,
  precision: Precision = 'float32',
): StepResult {
  const { gradients, ...result } = lossGradients(network, batch, loss, precision);
  optimizer.step(gradients, learningRate);
  tf.dispose([...gradients.values()]);
  return result;
}

/** A training step that is taken again and again. */
export interface RepeatedStep {
  /** `trainingStep` for a batch and a learning rate. */
  take(batch: TrainingBatch, learningRate: number): StepResult;
  /** Frees what repetition needs; the network and the optimizer stay. */
  dispose(): void;
}

/**
 * `trainingStep` for many batches: the same numbers, faster, as TensorFlow runs each step as one operation. In bfloat16 it
 * takes the steps operation by operation: as a graph, 2 of about 70 short trainings of ResNet-18 broke the memory of their
 * process. `graph/native/references.cc` mends what may have been the reason, but this has not been measured in bfloat16.
 *
 * @param network The network.
 * @param optimizer Made for the network's trainable parameters.
 * @param loss The loss to minimize.
 * @param precision Number format of the forward and backward pass.
 * @example
 * const step = repeatedStep(network, optimizer, losses.mse);
 * for (const batch of batches) tf.dispose({ ...step.take(batch, 1e-3) });
 */
export function repeatedStep(
  network: Network,
  optimizer: Optimizer,
  loss: Loss,
  precision: Precision = 'float32',
): RepeatedStep {
  const compiled = compile(({ images, landmarks, ...numbers }: CompleteBatch & StepNumbers): StepResult => {
    const { gradients, ...result } = lossGradients(network, { images, landmarks }, loss, precision);
    optimizer.update(gradients, numbers);
    tf.dispose([...gradients.values()]);
    return result;
  });

  function take(batch: TrainingBatch, learningRate: number): StepResult {
    // Which landmarks are missing decides which operations the loss consists of.
    if (batch.present || precision === 'bfloat16')
      return trainingStep(network, optimizer, batch, loss, learningRate, precision);
    const numbers = optimizer.next(learningRate);
    try {
      return compiled.run({ images: batch.images, landmarks: batch.landmarks, ...numbers });
    } finally {
      tf.dispose({ ...numbers });
    }
  }

  return { take, dispose: () => compiled.dispose() };
}

/** Gradients of a batch's loss for all trainable parameters. The caller disposes them, too. */
function lossGradients(
  network: Network,
  { images, landmarks: targets, present }: TrainingBatch,
  loss: Loss,
  precision: Precision,
): StepResult & { gradients: Gradients } {
  const tape = new Tape();
  const size = sizeOf(network);
  let landmarks: Tensor2D | undefined;
  const lossOfOutput = (output: Tensor): Scalar => {
    const predicted = network.landmarks(output);
    // Kept, as tfjs tidies up after it has differentiated, and a second soft-argmax would cost time.
    landmarks = tf.keep(predicted.clone());
    return loss(predicted, targets, { output, size, present });
  };
  try {
    const output = network.forward(images, { training: true, precision, tape });
    const { value, grad } = tf.valueAndGrad(lossOfOutput)(output);
    // A kept tensor outlives every `tidy`; the caller gets one that its own `tidy` disposes.
    return { loss: value, landmarks: landmarks!.clone(), gradients: tape.backward(output, grad) };
  } finally {
    landmarks?.dispose();
    tape.dispose();
  }
}
