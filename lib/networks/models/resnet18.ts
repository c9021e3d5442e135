import { normalFanOut } from '../initialization';
import { Conv2d } from '../layers/convolution';
import { Linear } from '../layers/linear';
import { BatchNorm2d } from '../layers/normalization';
import { GlobalAveragePool, MaxPool2d } from '../layers/pooling';
import { stage } from '../layers/residual';
import { Sequential } from '../layers/sequential';
import { makeNetwork } from '../network';
import type { Network } from '../network';

/** The size of ResNet-18's input and output. */
export interface ResNet18Options {
  /** Width of the input in pixels; 224 by default. */
  readonly width?: number;
  /** Height of the input in pixels; 224 by default. */
  readonly height?: number;
  /** Landmarks per face; 68 by default. */
  readonly landmarks?: number;
  /** Seed of the initial weights. */
  readonly seed: number;
}

/**
 * ResNet-18 as in torchvision, with the same layers and names, but one input channel (gray) and two outputs per landmark:
 * 11,240,008 trainable parameters for 68 landmarks.
 *
 * @see K. He et al., 'Deep Residual Learning for Image Recognition', CVPR 2016.
 * @example const network = resnet18({ width: 112, height: 112, seed: 1 });
 */
export function resnet18({ width = 224, height = 224, landmarks = 68, seed }: ResNet18Options): Network {
  const initializer = normalFanOut;
  return makeNetwork({
    name: 'ResNet-18',
    inputShape: [height, width],
    seed,
    layers: new Sequential({
      conv1: new Conv2d(1, 64, 7, { stride: 2, padding: 3, bias: false, initializer }),
      bn1: new BatchNorm2d(64, { relu: true }),
      maxpool: new MaxPool2d(3, { stride: 2, padding: 1 }),
      layer1: stage(64, 64, 1, 2, initializer),
      layer2: stage(64, 128, 2, 2, initializer),
      layer3: stage(128, 256, 2, 2, initializer),
      layer4: stage(256, 512, 2, 2, initializer),
      avgpool: new GlobalAveragePool(),
      fc: new Linear(512, 2 * landmarks),
    }),
  });
}
