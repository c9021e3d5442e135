import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { dataTypeOf } from '../../ops/backend';
import { cast } from '../../ops/elementwise';
import type { Parameter } from '../parameter';

/** A parameter's value in the element type of x, which it is to be combined with. */
export function valueFor<T extends Tensor = Tensor>(parameter: Parameter, x: Tensor): T {
  const value = parameter.value<T>();
  if (dataTypeOf(value) === dataTypeOf(x)) return value;
  const result = cast(value, dataTypeOf(x));
  value.dispose();
  return result;
}
