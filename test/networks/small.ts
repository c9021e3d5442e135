import { ReLU } from '../../lib/networks/layers/activation';
import { Conv2d } from '../../lib/networks/layers/convolution';
import { Flatten } from '../../lib/networks/layers/flatten';
import { Linear } from '../../lib/networks/layers/linear';
import { MaxPool2d } from '../../lib/networks/layers/pooling';
import { Sequential } from '../../lib/networks/layers/sequential';
import { makeNetwork } from '../../lib/networks/network';
import type { Network } from '../../lib/networks/network';

/** Options of the network for tests. */
interface SmallNetworkOptions {
  /** Size of the input in pixels. */
  readonly width: number;
  readonly height: number;
  readonly extraChannels?: number;
  readonly seed: number;
}

/** A network for images of a few pixels, of all layers that matter in tests of what surrounds networks. */
export function smallNetwork({ width, height, extraChannels = 0, seed }: SmallNetworkOptions): Network {
  const channels = 8 + extraChannels;
  return makeNetwork({
    name: 'Small network',
    inputShape: [height, width],
    seed,
    layers: new Sequential({
      conv1: new Conv2d(1, channels, 3, { padding: 1 }),
      relu1: new ReLU(),
      pool1: new MaxPool2d(2),
      flatten: new Flatten(),
      fc1: new Linear(channels * Math.floor(height / 2) * Math.floor(width / 2), 32),
      relu2: new ReLU(),
      fc2: new Linear(32, 2),
    }),
  });
}
