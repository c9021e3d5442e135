import { setImmediate } from 'node:timers/promises';
import { meanSquaredError } from '../metrics/mse';
import { sizeOf } from '../networks/network';
import type { Network } from '../networks/network';
import { tf } from '../ops/tensorflow';
import type { Dataset } from '../samples/dataset';
import { batchIndices, makeBatch } from '../transforms/batch';
import type { Loss } from './loss';
import { predictWithTta } from './test-time';

/** How a network performs on held-out faces. */
export interface Evaluation {
  /** Mean over the faces, or the present landmarks where some are missing; without test-time augmentation. */
  readonly loss: number;
  /** Mean squared error in squared fractions of the image's width and height. */
  readonly mse: number;
  /** Fractions of the image's width and height, shape [N, 2K]. */
  readonly predictions: Float32Array;
}

/**
 * Evaluates a network on all images of a data set, unchanged, in float32 and inference mode.
 *
 * @param network The network.
 * @param samples Images of the network's input size.
 * @param loss The loss to report.
 * @param options.batchSize Images per batch.
 * @param options.testTimeAugmentation Whether `predictions` and `mse` average over each image and its mirror image.
 */
export async function evaluate(
  network: Network,
  samples: Dataset,
  loss: Loss,
  { batchSize, testTimeAugmentation = false }: { readonly batchSize: number; readonly testTimeAugmentation?: boolean },
): Promise<Evaluation> {
  const count = samples.faces.length;
  const predictions = new Float32Array(samples.landmarks.length);
  let lossSum = 0;
  let weightSum = 0;
  for (const indices of batchIndices(count, batchSize)) {
    tf.tidy(() => {
      const { images, landmarks: targets, present } = makeBatch(samples, indices);
      const output = network.forward(images, { training: false, precision: 'float32' });
      const plain = network.landmarks(output);
      const weight = present ? present.length / samples.landmarkSet.count : indices.length;
      lossSum += loss(plain, targets, { output, size: sizeOf(network), present }).dataSync()[0]! * weight;
      weightSum += weight;
      const predicted = testTimeAugmentation ? predictWithTta(network, images, samples.landmarkSet, plain) : plain;
      predictions.set(predicted.dataSync(), indices[0]! * targets.shape[1]);
    });
    await setImmediate();
  }
  return { loss: lossSum / weightSum, mse: meanSquaredError(predictions, samples.landmarks), predictions };
}
