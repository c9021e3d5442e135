import type { Scalar, Tensor } from '@tensorflow/tfjs-node-gpu';
import { applyAdam, scaleVariable } from '../ops/adam';
import { tf } from '../ops/tensorflow';
import { ResourceVariable } from '../ops/variables';
import type { Parameter } from '../networks/parameter';
import type { Gradients } from '../networks/tape';

/** Changes parameters by their gradients. */
export interface Optimizer {
  /** One step. The gradients stay the caller's. */
  step(gradients: Gradients, learningRate: number): void;
  /** Everything needed to go on later: two moments for each parameter, and the number of steps. */
  state(): Record<string, Float32Array>;
  /** Goes on from what `state` gave. @throws Error where it belongs to other parameters. */
  restore(state: Readonly<Record<string, Float32Array>>): void;
  dispose(): void;
}

export interface AdamParameters {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Decoupled weight decay of parameters with two dimensions and more: not of biases and normalization. */
  readonly weightDecay?: number;
}

/**
 * Adam with decoupled weight decay, number for number PyTorch's `AdamW` (its `Adam` where the decay is 0).
 *
 * @see D. Kingma, J. Ba, 'Adam', ICLR 2015; I. Loshchilov, F. Hutter, 'Decoupled Weight Decay Regularization', ICLR 2019.
 */
export function adam(
  parameters: readonly Parameter[],
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }: AdamParameters = {},
): Optimizer {
  const moments = new Map<Parameter, readonly [ResourceVariable, ResourceVariable]>();
  for (const parameter of parameters) {
    moments.set(parameter, [new ResourceVariable(parameter.shape), new ResourceVariable(parameter.shape)]);
  }
  let steps = 0;

  function step(gradients: Gradients, learningRate: number): void {
    steps++;
    const beta1Power = beta1 ** steps;
    const beta2Power = beta2 ** steps;
    const numbers = { beta1Power, beta2Power, learningRate, beta1, beta2, epsilon: 0, decay: 0 };
    // PyTorch adds epsilon after the correction of the second moment, the efficient form before it.
    numbers.epsilon = epsilon * Math.sqrt(1 - beta2Power);
    numbers.decay = 1 - learningRate * weightDecay;
    const scalars = scalarsOf(numbers);
    for (const [parameter, gradient] of gradients) {
      const pair = moments.get(parameter);
      if (!pair) throw new Error(`The optimizer was not made for the parameter ${parameter.name}.`);
      if (weightDecay > 0 && parameter.shape.length > 1) scaleVariable(parameter.variable, scalars.decay);
      applyAdam(parameter.variable, pair, gradient, scalars);
    }
    tf.dispose(scalars);
  }

  function state(): Record<string, Float32Array> {
    const arrays: Record<string, Float32Array> = { steps: Float32Array.of(steps) };
    for (const [{ name }, [m, v]] of moments) {
      arrays[`${name}.m`] = valuesOf(m);
      arrays[`${name}.v`] = valuesOf(v);
    }
    return arrays;
  }

  function restore(arrays: Readonly<Record<string, Float32Array>>): void {
    const find = (key: string): Float32Array => {
      const values = arrays[key];
      if (!values) throw new Error(`The optimizer's state has no '${key}': it belongs to another network.`);
      return values;
    };
    for (const [{ name }, [m, v]] of moments) {
      assign(m, find(`${name}.m`));
      assign(v, find(`${name}.v`));
    }
    steps = find('steps')[0] ?? 0;
  }

  return {
    step,
    state,
    restore,
    dispose: () => moments.forEach((pair) => pair.forEach((variable) => variable.dispose())),
  };
}

function scalarsOf<K extends string>(numbers: Record<K, number>): Record<K, Scalar> {
  const entries = Object.entries<number>(numbers).map(([name, value]) => [name, tf.scalar(value)]);
  return Object.fromEntries(entries) as Record<K, Scalar>;
}

function valuesOf(variable: ResourceVariable): Float32Array {
  const value = variable.value<Tensor>();
  const values = value.dataSync<'float32'>();
  value.dispose();
  return values;
}

function assign(variable: ResourceVariable, values: Float32Array): void {
  const tensor = tf.tensor(values.slice(), [...variable.shape]);
  variable.assign(tensor);
  tensor.dispose();
}
