import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { transpose } from '../../ops/elementwise';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';

/**
 * [B, H, W, C] to [B, C H W]: in PyTorch's order, channels first, so that the weights of the next layer mean the same
 * in both.
 */
export class Flatten extends Layer {
  protected override compute(x: Tensor4D, mode: ForwardMode): Tensor {
    const [batch, height, width, channels] = x.shape;
    const turned = transpose(x, [0, 3, 1, 2]);
    const output = turned.reshape([batch, -1]);
    turned.dispose();
    mode.tape?.record({
      output,
      inputs: [x],
      gradient: (gradient) => {
        const back = gradient.reshape([batch, channels, height, width]);
        const result = transpose(back, [0, 2, 3, 1]);
        back.dispose();
        return [result];
      },
    });
    return output;
  }
}
