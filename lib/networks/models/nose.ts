import { UserError } from '../../errors';
import { ReLU } from '../layers/activation';
import { Conv2d } from '../layers/convolution';
import { Flatten } from '../layers/flatten';
import { Linear } from '../layers/linear';
import { MaxPool2d } from '../layers/pooling';
import { Sequential } from '../layers/sequential';
import { makeNetwork } from '../network';
import type { Network } from '../network';

/** The size of the nose network. */
export interface NoseNetworkOptions {
  /** Width of the input in pixels; 80 by default. */
  readonly width?: number;
  /** Height of the input in pixels; 60 by default. */
  readonly height?: number;
  /** Channels added to each convolutional layer. */
  readonly extraChannels?: number;
  /** Seed of the initial weights. */
  readonly seed: number;
}

/**
 * A small network that locates the tip of the nose: three convolutions without padding, each with ReLU and 2x2
 * max-pooling, and two linear layers. Its two outputs are x and y as fractions of the image's width and height.
 *
 * @throws UserError for images with a side of less than 30 pixels.
 * @example const network = noseNetwork({ seed: 1 });
 */
export function noseNetwork({ width = 80, height = 60, extraChannels = 0, seed }: NoseNetworkOptions): Network {
  // Each convolution takes its kernel's margin from a side, each pooling half of the rest.
  const left = (side: number): number => [7, 5, 3].reduce((rest, kernel) => Math.floor((rest - kernel + 1) / 2), side);
  if (Math.min(left(height), left(width)) < 1) {
    throw new UserError(`The nose network takes images of at least 30x30 pixels; got ${width}x${height}.`);
  }
  const [c1, c2, c3] = [24 + extraChannels, 48 + extraChannels, 96 + extraChannels];
  const features = c3 * left(height) * left(width);
  return makeNetwork({
    name: 'Nose network',
    inputShape: [height, width],
    seed,
    layers: new Sequential({
      conv1: new Conv2d(1, c1, 7),
      relu1: new ReLU(),
      pool1: new MaxPool2d(2),
      conv2: new Conv2d(c1, c2, 5),
      relu2: new ReLU(),
      pool2: new MaxPool2d(2),
      conv3: new Conv2d(c2, c3, 3),
      relu3: new ReLU(),
      pool3: new MaxPool2d(2),
      flatten: new Flatten(),
      fc1: new Linear(features, 1024),
      relu4: new ReLU(),
      fc2: new Linear(1024, 2),
    }),
  });
}
