import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { transpose } from '../../ops/elementwise';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';

/**
 * Flattens [B, H, W, C] to [B, C H W]: in PyTorch's order, channels first, so that the next layer's weights mean the
 * same in both.
 */
export class Flatten extends Layer {
  protected override compute(x: Tensor4D, mode: ForwardMode): Tensor {
    const [batch, height, width, channels] = x.shape;
    const reordered = transpose(x, [0, 3, 1, 2]);
    const output = reordered.reshape([batch, -1]);
    reordered.dispose();
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
