import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { relu, reluGradient } from '../../ops/elementwise';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';

/** PyTorch's `ReLU(inplace=True)`: max(x, 0). Its input is released, so nothing else may use it. */
export class ReLU extends Layer {
  protected override compute(x: Tensor, mode: ForwardMode): Tensor {
    const output = relu(x);
    mode.tape?.record({ output, inputs: [x], gradient: (gradient) => [reluGradient(gradient, output)] });
    mode.tape?.release(x);
    return output;
  }
}
