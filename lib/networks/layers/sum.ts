import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { add } from '../../ops/elementwise';
import type { ForwardMode } from '../layer';

/** x + other, both of one shape. The memory of x is given back; the other may be used again. */
export function addTo(x: Tensor, other: Tensor, mode: ForwardMode): Tensor {
  const output = add(x, other);
  mode.tape?.record({ output, inputs: [x, other], gradient: (gradient) => [gradient, gradient.clone()] });
  mode.tape?.release(x);
  return output;
}
