import { imageTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { Images } from '../samples/images';
import type { Network } from './network';

/**
 * Predicts the landmarks of images, batch by batch, in inference mode and float32.
 *
 * @param network The network.
 * @param images Images of the network's input size.
 * @param options.batchSize Images per batch; 32 by default.
 * @returns Shape [N, 2K]: x0, y0, x1, y1, ... as fractions of the image's width and height.
 * @throws RangeError when the images have another size.
 * @example const landmarks = predict(network, validation.images);
 */
export function predict(network: Network, images: Images, { batchSize = 32 } = {}): Float32Array {
  const [height, width] = network.inputShape;
  const size = height * width;
  if (images.pixels !== size) {
    throw new RangeError(`${network.name} takes images of ${width}x${height}, not of ${images.pixels} pixels.`);
  }
  const batches = Array.from(images.pieces(batchSize), (bytes) => {
    const batch = tf.tidy(() => predictionOf(network, imageTensor(bytes, [bytes.length / size, height, width])));
    const values = batch.dataSync<'float32'>();
    batch.dispose();
    return values;
  });
  const landmarks = new Float32Array(batches.reduce((length, batch) => length + batch.length, 0));
  let position = 0;
  for (const batch of batches) {
    landmarks.set(batch, position);
    position += batch.length;
  }
  return landmarks;
}

/**
 * Predicts the landmarks of one batch, in inference mode and float32.
 *
 * @param network The network.
 * @param images Gray levels -0.5..0.5, shape [B, height, width, 1].
 * @returns Fractions of the image's width and height, shape [B, 2K]. The caller disposes it.
 */
export const predictionOf = (network: Network, images: tf.Tensor4D): tf.Tensor2D =>
  // A clone, as the landmarks of a regressor are its output itself, which the tidy would dispose.
  tf.tidy(() => network.landmarks(network.forward(images, { training: false, precision: 'float32' })).clone());
