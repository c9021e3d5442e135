import type { Scalar, Tensor } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, DataType, run, runAll, typeAttribute } from './backend';
import { tf } from './tensorflow';
import type { ResourceVariable } from './variables';

/** The hyperparameters of one step of Adam as tensors, shared by all variables. */
export interface AdamScalars {
  readonly beta1Power: Scalar;
  readonly beta2Power: Scalar;
  readonly learningRate: Scalar;
  readonly beta1: Scalar;
  readonly beta2: Scalar;
  readonly epsilon: Scalar;
}

/**
 * Adam's update of a variable and its two moments, in place:
 *
 *     m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
 *     w = w - learningRate sqrt(1 - beta2Power) / (1 - beta1Power) m / (sqrt(v) + epsilon)
 *
 * @param weight The variable w.
 * @param moments Its moments m and v.
 * @param gradient The gradient g.
 * @param scalars The hyperparameters.
 * @see D. Kingma, J. Ba, 'Adam', ICLR 2015: the efficient form at the end of section 2, with its 'epsilon hat'.
 */
export function applyAdam(
  weight: ResourceVariable,
  [m, v]: readonly [ResourceVariable, ResourceVariable],
  gradient: Tensor,
  { beta1Power, beta2Power, learningRate, beta1, beta2, epsilon }: AdamScalars,
): void {
  runAll(
    'ResourceApplyAdam',
    [typeAttribute('T', DataType.float32), boolAttribute('use_locking', false), boolAttribute('use_nesterov', false)],
    [weight.handle, m.handle, v.handle, beta1Power, beta2Power, learningRate, beta1, beta2, epsilon, gradient],
    0,
  );
}

/** Multiplies a variable by a number, in place. */
export function scaleVariable(variable: ResourceVariable, factor: Scalar): void {
  const value = variable.value();
  const scaled = run('Mul', [typeAttribute('T', DataType.float32)], [value, factor]);
  variable.assign(scaled);
  tf.dispose([value, scaled]);
}
