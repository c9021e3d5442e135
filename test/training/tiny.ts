import { ReLU } from '../../lib/networks/layers/activation';
import { Conv2d } from '../../lib/networks/layers/convolution';
import { Flatten } from '../../lib/networks/layers/flatten';
import { Linear } from '../../lib/networks/layers/linear';
import { BatchNorm2d } from '../../lib/networks/layers/normalization';
import { MaxPool2d } from '../../lib/networks/layers/pooling';
import { Sequential } from '../../lib/networks/layers/sequential';
import { makeNetwork } from '../../lib/networks/network';
import type { Network } from '../../lib/networks/network';
import { selectLandmarks } from '../../lib/samples/dataset';
import type { Dataset } from '../../lib/samples/dataset';
import type { TrainingParameters } from '../../lib/training/parameters';
import { noiseSamples } from '../transforms/arbitraries';

/** A network with every kind of parameter that trains in milliseconds: 16x12 images, two landmarks. */
export function tinyNetwork(seed = 1): Network {
  return makeNetwork({
    name: 'Tiny network',
    inputShape: [12, 16],
    seed,
    layers: new Sequential({
      conv: new Conv2d(1, 4, 3, { padding: 1 }),
      norm: new BatchNorm2d(4),
      relu: new ReLU(),
      pool: new MaxPool2d(2),
      flatten: new Flatten(),
      linear: new Linear(4 * 6 * 8, 4),
    }),
  });
}

/** Noise images with the two ends of the jaw, which mirror each other. */
export const tinySamples = (count: number, width = 16, height = 12): Dataset =>
  selectLandmarks(noiseSamples(count, width, height), [0, 12]);

export const tinyParameters: TrainingParameters = {
  epochs: 3,
  batchSize: 4,
  learningRate: 1e-2,
  schedule: 'constant',
  weightDecay: 0,
  loss: 'mse',
  precision: 'float32',
  seed: 1,
};
