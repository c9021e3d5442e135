import type { Layer } from '../layer';
import { ReLU } from '../layers/activation';
import { Conv2d } from '../layers/convolution';
import { Linear } from '../layers/linear';
import { MaxPool2d } from '../layers/pooling';
import { Sequential } from '../layers/sequential';
import { Flatten } from '../layers/shape';
import { makeNetwork } from '../network';
import type { Network } from '../network';

export interface FullFaceNetworkOptions {
  readonly width?: number;
  readonly height?: number;
  readonly landmarks?: number;
  /** Convolutional layers. */
  readonly depth?: number;
  /** Side of the convolutions' kernels in pixels, odd. */
  readonly kernelSize?: number;
  /** Channels added to each convolutional layer. */
  readonly extraChannels?: number;
  readonly seed: number;
}

const CHANNELS = [16, 32, 48, 64, 96, 128];

/**
 * The plain network for all landmarks of a face: convolutions with ReLU, each followed by 2x2 max-pooling while the
 * image is at least 8 pixels high, and two linear layers.
 *
 * @throws RangeError for an even kernel.
 */
export function fullFaceNetwork(options: FullFaceNetworkOptions): Network {
  const { width = 160, height = 120, landmarks = 58, depth = 5, kernelSize = 3, extraChannels = 0, seed } = options;
  if (kernelSize % 2 === 0) throw new RangeError(`The kernelSize's side has to be odd, not ${kernelSize}.`);
  const layers: Record<string, Layer> = {};
  let [channels, h, w] = [1, height, width];
  for (let i = 1; i <= depth; i++) {
    const next = CHANNELS[Math.min(i, CHANNELS.length) - 1]! + extraChannels;
    layers[`conv${i}`] = new Conv2d(channels, next, kernelSize, { padding: (kernelSize - 1) / 2 });
    layers[`relu${i}`] = new ReLU();
    channels = next;
    if (Math.min(h, w) < 8) continue;
    layers[`pool${i}`] = new MaxPool2d(2);
    [h, w] = [Math.floor(h / 2), Math.floor(w / 2)];
  }
  layers.flatten = new Flatten();
  layers.fc1 = new Linear(channels * h * w, 256);
  layers.relu = new ReLU();
  layers.fc2 = new Linear(256, 2 * landmarks);
  return makeNetwork({
    name: 'Full-face network',
    inputShape: [height, width],
    seed,
    layers: new Sequential(layers),
  });
}
