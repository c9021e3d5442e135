import { setImmediate } from 'node:timers/promises';
import { batchIndices, makeBatch } from '../transforms/batch';
import { tf } from '../ops/tensorflow';
import { meanSquaredError } from '../metrics/mse';
import type { Network } from '../networks/network';
import type { Dataset } from '../samples/dataset';
import type { Loss } from './step';
import { predictWithTta } from './test-time';

/** How a network does on samples that it does not learn from. */
export interface Evaluation {
  /** Mean over the samples. */
  readonly loss: number;
  /** Mean squared error in fractions of the image's width and height. */
  readonly mse: number;
  /** Shape [N, 2K], fractions. */
  readonly predictions: Float32Array;
}

/**
 * Measures a network on all samples, unchanged and in float32, in inference mode.
 *
 * @param flips Whether `predictions` and `mse` are of means over the image and its mirror image.
 */
export async function evaluate(
  network: Network,
  samples: Dataset,
  loss: Loss,
  { batchSize, flips = false }: { readonly batchSize: number; readonly flips?: boolean },
): Promise<Evaluation> {
  const count = samples.faces.length;
  const predictions = new Float32Array(samples.landmarks.length);
  let lossSum = 0;
  for (const indices of batchIndices(count, batchSize)) {
    tf.tidy(() => {
      const { images, landmarks } = makeBatch(samples, indices);
      const output = network.forward(images, { training: false, precision: 'float32' });
      lossSum += loss(output, landmarks, network).dataSync()[0]! * indices.length;
      const plain = network.landmarks(output);
      const predicted = flips ? predictWithTta(network, images, samples.landmarkSet, { flips }, plain) : plain;
      predictions.set(predicted.dataSync(), indices[0]! * landmarks.shape[1]);
    });
    await setImmediate();
  }
  return { loss: lossSum / count, mse: meanSquaredError(predictions, samples.landmarks), predictions };
}
