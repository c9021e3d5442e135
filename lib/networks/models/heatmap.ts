import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';
import { Conv2d } from '../layers/convolution';
import { addTo, upsampleLike } from '../layers/functional';
import { BatchNorm2d } from '../layers/normalization';
import { stage } from '../layers/residual';
import { Sequential } from '../layers/sequential';
import { Temperature } from '../layers/temperature';
import { makeNetwork } from '../network';
import type { Network } from '../network';
import { softArgmax } from '../soft-argmax';

/** The size of the heatmap network. */
export interface HeatmapNetworkOptions {
  /** Width of the input in pixels; 160 by default. */
  readonly width?: number;
  /** Height of the input in pixels; 120 by default. */
  readonly height?: number;
  /** Landmarks per face; 58 by default. */
  readonly landmarks?: number;
  /** Channels after the first convolution; all others are multiples of it. 24 by default. */
  readonly channels?: number;
  /** Residual blocks in each of the four stages; 1 by default. */
  readonly blocks?: number;
  /** Side of a heatmap's pixel in pixels of the input; 4 by default. */
  readonly stride?: 4 | 8;
  /** Seed of the initial weights. */
  readonly seed: number;
}

/**
 * A network that keeps spatial resolution to its end: it predicts one heatmap per landmark, whose center of mass is the
 * landmark (soft-argmax).
 *
 * Residual stages go down to 1/32 of the resolution, a feature pyramid comes back up to 1/4 or 1/8. The output is the
 * heatmaps' logits, shape [B, H / stride, W / stride, K].
 *
 * @see X. Sun et al., 'Integral Human Pose Regression', ECCV 2018 (soft-argmax);
 *   T.-Y. Lin et al., 'Feature Pyramid Networks for Object Detection', CVPR 2017.
 * @example const network = heatmapNetwork({ landmarks: 68, seed: 1 });
 */
export function heatmapNetwork(options: HeatmapNetworkOptions): Network {
  const { width = 160, height = 120, landmarks = 58, channels = 24, blocks = 1, stride = 4, seed } = options;
  return makeNetwork({
    name: 'Heatmap network',
    inputShape: [height, width],
    seed,
    layers: new HeatmapLayers(landmarks, channels, blocks, stride),
    landmarks: softArgmax,
  });
}

class HeatmapLayers extends Layer {
  readonly stem: Sequential;
  readonly stage1: Sequential;
  readonly stage2: Sequential;
  readonly stage3: Sequential;
  readonly stage4: Sequential;
  readonly lateral4: Conv2d;
  readonly lateral3: Conv2d;
  readonly lateral2: Conv2d;
  readonly lateral1?: Conv2d;
  readonly smooth3: Sequential;
  readonly smooth2: Sequential;
  readonly smooth1?: Sequential;
  readonly heatmaps: Conv2d;
  readonly temperature = new Temperature();

  constructor(landmarks: number, channels: number, blocks: number, stride: 4 | 8) {
    super();
    const [c1, c2, c3, c4] = [2 * channels, 4 * channels, 6 * channels, 8 * channels];
    const pyramid = 4 * channels;
    this.stem = convolution(1, channels, 5, 2);
    this.stage1 = stage(channels, c1, 2, blocks);
    this.stage2 = stage(c1, c2, 2, blocks);
    this.stage3 = stage(c2, c3, 2, blocks);
    this.stage4 = stage(c3, c4, 2, blocks);
    this.lateral4 = new Conv2d(c4, pyramid, 1);
    this.lateral3 = new Conv2d(c3, pyramid, 1);
    this.lateral2 = new Conv2d(c2, pyramid, 1);
    this.smooth3 = convolution(pyramid, pyramid, 3, 1);
    this.smooth2 = convolution(pyramid, pyramid, 3, 1);
    if (stride === 4) {
      this.lateral1 = new Conv2d(c1, pyramid, 1);
      this.smooth1 = convolution(pyramid, pyramid, 3, 1);
    }
    this.heatmaps = new Conv2d(pyramid, landmarks, 1);
  }

  protected override compute(x: Tensor, mode: ForwardMode): Tensor {
    const x0 = this.stem.forward(x, mode);
    const x1 = this.stage1.forward(x0, mode);
    const x2 = this.stage2.forward(x1, mode);
    const x3 = this.stage3.forward(x2, mode);
    const x4 = this.stage4.forward(x3, mode);
    let y = this.lateral4.forward(x4, mode);
    y = this.smooth3.forward(merge(y, this.lateral3.forward(x3, mode), mode), mode);
    y = this.smooth2.forward(merge(y, this.lateral2.forward(x2, mode), mode), mode);
    if (this.lateral1 && this.smooth1) {
      y = this.smooth1.forward(merge(y, this.lateral1.forward(x1, mode), mode), mode);
    }
    return this.temperature.forward(this.heatmaps.forward(y, mode), mode);
  }
}

/** Convolution, batch normalization and ReLU; the padding keeps the resolution at stride 1. */
function convolution(inChannels: number, outChannels: number, kernelSize: number, stride: number): Sequential {
  const padding = (kernelSize - 1) / 2;
  return new Sequential([
    new Conv2d(inChannels, outChannels, kernelSize, { stride, padding, bias: false }),
    new BatchNorm2d(outChannels, { relu: true }),
  ]);
}

/** Adds coarse features, upsampled, to fine ones, which are released. */
function merge(coarse: Tensor, fine: Tensor, mode: ForwardMode): Tensor {
  const sum = addTo(upsampleLike(coarse as Tensor4D, fine, mode), fine, mode);
  mode.tape?.release(fine);
  return sum;
}
