import { setImmediate } from 'node:timers/promises';
import { batchIndices, batchOf } from '../transforms/batch';
import { tf } from '../ops/tensorflow';
import { meanSquaredError } from '../metrics/mse';
import type { Network } from '../networks/network';
import type { Samples } from '../samples/dataset';
import type { Loss } from './step';
import { averagedPoints } from './test-time';

/** How a network does on samples that it does not learn from. */
export interface Evaluation {
  /** Mean over the samples. */
  readonly loss: number;
  /** Mean squared error in fractions of the picture's width and height. */
  readonly mse: number;
  /** Shape [N, 2K], fractions. */
  readonly predictions: Float32Array;
}

/**
 * Measures a network on all samples, unchanged and in float32, in inference mode.
 *
 * @param flips Whether `predictions` and `mse` are of means over the picture and its mirror image.
 */
export async function evaluate(
  network: Network,
  samples: Samples,
  loss: Loss,
  { batchSize, flips = false }: { readonly batchSize: number; readonly flips?: boolean },
): Promise<Evaluation> {
  const count = samples.faces.length;
  const predictions = new Float32Array(samples.points.length);
  let lossSum = 0;
  for (const indices of batchIndices(count, batchSize)) {
    tf.tidy(() => {
      const { pictures, points } = batchOf(samples, indices);
      const output = network.forward(pictures, { training: false, precision: 'float32' });
      lossSum += loss(output, points, network).dataSync()[0]! * indices.length;
      const plain = network.points(output);
      const predicted = flips ? averagedPoints(network, pictures, samples.scheme, { flips }, plain) : plain;
      predictions.set(predicted.dataSync(), indices[0]! * points.shape[1]);
    });
    await setImmediate();
  }
  return { loss: lossSum / count, mse: meanSquaredError(predictions, samples.points), predictions };
}
