import { UserError } from '../../errors';
import type { Layer } from '../layer';
import { ReLU } from '../layers/activation';
import { Conv2d } from '../layers/convolution';
import { Flatten } from '../layers/flatten';
import { Linear } from '../layers/linear';
import { MaxPool2d } from '../layers/pooling';
import { Sequential } from '../layers/sequential';
import { makeNetwork } from '../network';
import type { Network } from '../network';

/** Name and size of the full-face network. */
export interface FullFaceNetworkOptions {
  /** Its name for people; `Full-face network` by default. */
  readonly name?: string;
  /** Width of the input in pixels; 160 by default. */
  readonly width?: number;
  /** Height of the input in pixels; 120 by default. */
  readonly height?: number;
  /** Landmarks per face; 58 by default. */
  readonly landmarks?: number;
  /** Number of convolutional layers; 5 by default. */
  readonly depth?: number;
  /** Side of the convolutions' kernels in pixels, odd; 3 by default. */
  readonly kernelSize?: number;
  /** Channels added to each convolutional layer. */
  readonly extraChannels?: number;
  /** Seed of the initial weights. */
  readonly seed: number;
}

const CHANNELS = [16, 32, 48, 64, 96, 128];

/**
 * A plain network for all landmarks of a face: convolutions with ReLU, each followed by 2x2 max-pooling as long as both
 * sides have at least 8 pixels, and two linear layers.
 *
 * @throws UserError for an even kernel size.
 * @example const network = fullFaceNetwork({ seed: 1 });
 */
export function fullFaceNetwork(options: FullFaceNetworkOptions): Network {
  const { name = 'Full-face network', width = 160, height = 120, landmarks = 58, seed } = options;
  const { depth = 5, kernelSize = 3, extraChannels = 0 } = options;
  if (kernelSize % 2 === 0) throw new UserError(`The kernel size must be odd; got ${kernelSize}.`);
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
    name,
    inputShape: [height, width],
    seed,
    layers: new Sequential(layers),
  });
}
