import type { Scalar } from '@tensorflow/tfjs-node-gpu';
import type { Parameter } from '../networks/parameter';
import type { Gradients } from '../networks/tape';
import { applyAdam, scaleVariable } from '../ops/adam';
import type { AdamScalars } from '../ops/adam';
import { tf } from '../ops/tensorflow';
import { ResourceVariable } from '../ops/variables';

/** The numbers of one step, which change from step to step. */
export interface StepNumbers extends AdamScalars {
  /** What the weight decay leaves of a weight. */
  readonly decay: Scalar;
}

/** Updates parameters by their gradients. */
export interface Optimizer {
  /**
   * Takes one step.
   *
   * @param gradients Gradient of each parameter; they stay the caller's.
   * @param learningRate The step size.
   * @throws Error for a parameter that the optimizer was not made for.
   */
  step(gradients: Gradients, learningRate: number): void;
  /** First half of `step`: counts the step and gives its numbers, which the caller disposes. */
  next(learningRate: number): StepNumbers;
  /** Second half of `step`: updates the parameters. */
  update(gradients: Gradients, numbers: StepNumbers): void;
  /** All that is needed to resume: two moments per parameter, and the number of steps. */
  state(): Record<string, Float32Array>;
  /**
   * Resumes from what `state` returned.
   *
   * @throws Error for the state of other parameters.
   */
  restore(state: Readonly<Record<string, Float32Array>>): void;
  /** Frees the moments. */
  dispose(): void;
}

/** The hyperparameters of Adam, beside the learning rate. */
export interface AdamParameters {
  /** Decay of the first moment; 0.9 by default. */
  readonly beta1?: number;
  /** Decay of the second moment; 0.999 by default. */
  readonly beta2?: number;
  /** Added to the denominator; 1e-8 by default. */
  readonly epsilon?: number;
  /** Decoupled weight decay of parameters with two or more dimensions, so not of biases and normalization; default 0. */
  readonly weightDecay?: number;
}

/**
 * Adam with decoupled weight decay, number for number PyTorch's `AdamW` (its `Adam` with a decay of 0).
 *
 * @param parameters The trainable parameters.
 * @param hyperparameters Moments' decays, epsilon and weight decay.
 * @see D. Kingma, J. Ba, 'Adam', ICLR 2015; I. Loshchilov, F. Hutter, 'Decoupled Weight Decay Regularization', ICLR
 *   2019.
 * @example const optimizer = adam(network.parameters.filter(({ trainable }) => trainable));
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

  function next(learningRate: number): StepNumbers {
    steps++;
    const beta1Power = beta1 ** steps;
    const beta2Power = beta2 ** steps;
    const numbers = { beta1Power, beta2Power, learningRate, beta1, beta2, epsilon: 0, decay: 0 };
    // PyTorch adds epsilon after the correction of the second moment, the efficient form before it.
    numbers.epsilon = epsilon * Math.sqrt(1 - beta2Power);
    numbers.decay = 1 - learningRate * weightDecay;
    return scalarsOf(numbers);
  }

  function update(gradients: Gradients, numbers: StepNumbers): void {
    for (const [parameter, gradient] of gradients) {
      const pair = moments.get(parameter);
      if (!pair) throw new Error(`The optimizer was not made for the parameter ${parameter.name}.`);
      if (weightDecay > 0 && parameter.shape.length > 1) scaleVariable(parameter.variable, numbers.decay);
      applyAdam(parameter.variable, pair, gradient, numbers);
    }
  }

  function step(gradients: Gradients, learningRate: number): void {
    const numbers = next(learningRate);
    try {
      update(gradients, numbers);
    } finally {
      tf.dispose({ ...numbers });
    }
  }

  function state(): Record<string, Float32Array> {
    const arrays: Record<string, Float32Array> = { steps: Float32Array.of(steps) };
    for (const [{ name }, [m, v]] of moments) {
      arrays[`${name}.m`] = m.read();
      arrays[`${name}.v`] = v.read();
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
      m.write(find(`${name}.m`));
      v.write(find(`${name}.v`));
    }
    steps = find('steps')[0] ?? 0;
  }

  return {
    step,
    next,
    update,
    state,
    restore,
    dispose: () => moments.forEach((pair) => pair.forEach((variable) => variable.dispose())),
  };
}

function scalarsOf<K extends string>(numbers: Record<K, number>): Record<K, Scalar> {
  const entries = Object.entries<number>(numbers).map(([name, value]) => [name, tf.scalar(value)]);
  return Object.fromEntries(entries) as Record<K, Scalar>;
}
