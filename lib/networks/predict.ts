import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { imageTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { Network } from './network';

/**
 * Landmarks of images, predicted batch by batch in inference mode and float32.
 *
 * @param images Gray 0..255, shape [N, height, width], of the network's input size.
 * @returns Shape [N, 2K]: x0, y0, x1, y1, ... as fractions of the image's width and height.
 * @throws RangeError where the bytes are not whole images.
 * @example const landmarks = predict(network, samples.images);
 */
export function predict(network: Network, images: Uint8Array, { batchSize = 32 } = {}): Float32Array {
  const [height, width] = network.inputShape;
  const size = height * width;
  const count = images.length / size;
  if (!Number.isInteger(count)) {
    throw new RangeError(
      `${network.name} takes images of ${width}x${height}; ${images.length} bytes are not whole ones.`,
    );
  }
  const batches: Float32Array[] = [];
  for (let start = 0; start < count; start += batchSize) {
    const bytes = images.slice(start * size, (start + batchSize) * size);
    batches.push(predictBatch(network, () => imageTensor(bytes, [bytes.length / size, height, width])));
  }
  const landmarks = new Float32Array(batches.reduce((length, batch) => length + batch.length, 0));
  let position = 0;
  for (const batch of batches) {
    landmarks.set(batch, position);
    position += batch.length;
  }
  return landmarks;
}

function predictBatch(network: Network, images: () => Tensor4D): Float32Array {
  const landmarks = tf.tidy(() =>
    network.landmarks(network.forward(images(), { training: false, precision: 'float32' })).clone(),
  );
  const values = landmarks.dataSync<'float32'>();
  landmarks.dispose();
  return values;
}
