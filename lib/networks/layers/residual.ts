import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import type { Initializer } from '../initialization';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';
import { ReLU } from './activation';
import { Conv2d } from './convolution';
import { addTo } from './functional';
import { BatchNorm2d } from './normalization';
import { Sequential } from './sequential';

/**
 * The basic block of a residual network: two 3x3 convolutions with batch normalization, and a shortcut around them, which
 * is a 1x1 convolution if the shape changes.
 *
 * @see K. He et al., 'Deep Residual Learning for Image Recognition', CVPR 2016; named as torchvision's `BasicBlock`.
 */
export class BasicBlock extends Layer {
  readonly conv1: Conv2d;
  readonly bn1: BatchNorm2d;
  readonly relu = new ReLU();
  readonly conv2: Conv2d;
  readonly bn2: BatchNorm2d;
  readonly downsample?: Sequential;

  /** Makes a block; the stride is that of its first convolution. */
  constructor(inChannels: number, outChannels: number, stride = 1, initializer?: Initializer) {
    super();
    const options = { padding: 1, bias: false, initializer };
    this.conv1 = new Conv2d(inChannels, outChannels, 3, { ...options, stride });
    this.bn1 = new BatchNorm2d(outChannels, { relu: true });
    this.conv2 = new Conv2d(outChannels, outChannels, 3, options);
    this.bn2 = new BatchNorm2d(outChannels);
    if (stride === 1 && inChannels === outChannels) return;
    this.downsample = new Sequential([
      new Conv2d(inChannels, outChannels, 1, { stride, bias: false, initializer }),
      new BatchNorm2d(outChannels),
    ]);
  }

  protected override compute(x: Tensor, mode: ForwardMode): Tensor {
    let out = this.conv1.forward(x, mode);
    out = this.bn1.forward(out, mode);
    out = this.conv2.forward(out, mode);
    out = this.bn2.forward(out, mode);
    const identity = this.downsample?.forward(x, mode) ?? x;
    out = addTo(out, identity, mode);
    if (this.downsample) mode.tape?.release(identity);
    return this.relu.forward(out, mode);
  }
}

/**
 * A stage of basic blocks, the first of which changes the channels and the resolution.
 *
 * @param inChannels Channels of the input.
 * @param outChannels Channels of the output.
 * @param stride Stride of the first block.
 * @param blocks Number of blocks.
 * @param initializer Initializes the convolutions' weights; PyTorch's default by default.
 */
export function stage(
  inChannels: number,
  outChannels: number,
  stride: number,
  blocks: number,
  initializer?: Initializer,
): Sequential {
  const first = new BasicBlock(inChannels, outChannels, stride, initializer);
  const others = Array.from({ length: blocks - 1 }, () => new BasicBlock(outChannels, outChannels, 1, initializer));
  return new Sequential([first, ...others]);
}
