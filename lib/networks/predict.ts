import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { pictureTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { Network } from './network';

/**
 * Landmarks of pictures, predicted batch by batch in inference mode and float32.
 *
 * @param pictures Grey 0..255, shape [N, height, width], of the network's input size.
 * @returns Shape [N, 2K]: x0, y0, x1, y1, ... as fractions of the picture's width and height.
 * @throws RangeError where the bytes are not whole pictures.
 * @example const points = predict(network, samples.pictures);
 */
export function predict(network: Network, pictures: Uint8Array, { batchSize = 32 } = {}): Float32Array {
  const [height, width] = network.inputShape;
  const size = height * width;
  const count = pictures.length / size;
  if (!Number.isInteger(count)) {
    throw new RangeError(
      `${network.name} takes pictures of ${width}x${height}; ${pictures.length} bytes are not whole ones.`,
    );
  }
  const batches: Float32Array[] = [];
  for (let start = 0; start < count; start += batchSize) {
    const bytes = pictures.slice(start * size, (start + batchSize) * size);
    batches.push(predictBatch(network, () => pictureTensor(bytes, [bytes.length / size, height, width])));
  }
  const points = new Float32Array(batches.reduce((length, batch) => length + batch.length, 0));
  let position = 0;
  for (const batch of batches) {
    points.set(batch, position);
    position += batch.length;
  }
  return points;
}

function predictBatch(network: Network, pictures: () => Tensor4D): Float32Array {
  const points = tf.tidy(() =>
    network.points(network.forward(pictures(), { training: false, precision: 'float32' })).clone(),
  );
  const values = points.dataSync<'float32'>();
  points.dispose();
  return values;
}
