import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { dataTypeOf } from '../../ops/backend';
import { add, cast } from '../../ops/elementwise';
import { resizeBilinear, resizeBilinearGradient } from '../../ops/resize';
import type { ForwardMode } from '../layer';
import type { Parameter } from '../parameter';

/**
 * Adds two tensors of the same shape.
 *
 * @param x A recorded output, which is released: nothing else may use it.
 * @param other Another tensor, which stays usable.
 * @param mode How the forward pass is made.
 */
export function addTo(x: Tensor, other: Tensor, mode: ForwardMode): Tensor {
  const output = add(x, other);
  mode.tape?.record({ output, inputs: [x, other], gradient: (gradient) => [gradient, gradient.clone()] });
  mode.tape?.release(x);
  return output;
}

/**
 * Resamples x bilinearly to the height and width of another tensor.
 *
 * @param x Shape [B, h, w, C].
 * @param other Shape [B, H, W, any].
 * @param mode How the forward pass is made.
 * @returns Shape [B, H, W, C].
 */
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

/** A parameter's value in the element type of x, to be combined with it. The caller disposes it. */
export function valueFor<T extends Tensor = Tensor>(parameter: Parameter, x: Tensor): T {
  const value = parameter.value<T>();
  if (dataTypeOf(value) === dataTypeOf(x)) return value;
  const result = cast(value, dataTypeOf(x));
  value.dispose();
  return result;
}
