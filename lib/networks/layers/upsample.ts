import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { resizeBilinear, resizeBilinearGradient } from '../../ops/resize';
import type { ForwardMode } from '../layer';

/** x at the height and width of another tensor, bilinear. [B, h, w, C] to [B, H, W, C]. */
export function upsampleLike(x: Tensor4D, other: Tensor, mode: ForwardMode): Tensor4D {
  const [, height, width] = (other as Tensor4D).shape;
  const output = resizeBilinear(x, height, width);
  mode.tape?.record({
    output,
    inputs: [x],
    gradient: (gradient: Tensor4D) => [resizeBilinearGradient(gradient, x)],
  });
  return output;
}
