import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf } from '../ops/backend';
import { add, cast } from '../ops/elementwise';
import { tf } from '../ops/tensorflow';
import type { Parameter } from './parameter';

/** One operation of a forward pass, with all that its gradient needs. */
export interface Operation {
  readonly output: Tensor;
  readonly inputs: readonly (Tensor | Parameter)[];
  /** Gradients for the inputs from the gradient for the output; null where none is wanted. */
  gradient(outputGradient: Tensor): readonly (Tensor | null)[];
  /** Other tensors that the gradient uses and nobody else does. */
  readonly saved?: readonly Tensor[];
}

/** Gradients by parameter, float32. Whoever receives them disposes them. */
export type Gradients = Map<Parameter, Tensor>;

/**
 * Records a forward pass and runs it backwards: reverse-mode differentiation.
 *
 * It stands in for tfjs's own, which keeps every tensor until the whole pass is over and cannot add bfloat16 gradients.
 * Here an operation's output is disposed as soon as its gradient is known, since everything that uses it was recorded
 * later and is done. So a pass takes little more memory than its activations.
 */
export class Tape {
  private readonly operations: Operation[] = [];
  private readonly outputs = new Set<Tensor>();
  private readonly kept: Tensor[] = [];

  record(operation: Operation): void {
    this.operations.push(operation);
    this.outputs.add(operation.output);
  }

  /** Disposes the tensor when the tape is done: for what operations use but none of them gave. */
  keep(tensor: Tensor): void {
    this.kept.push(tensor);
  }

  /** Whether the tensor came out of a recorded operation, so that a gradient for it is of use. */
  has(tensor: Tensor): boolean {
    return this.outputs.has(tensor);
  }

  /** Gives the memory of a recorded output back: no gradient uses its values, and no operation will. */
  release(tensor: Tensor): void {
    if (this.has(tensor)) tensor.dispose();
  }

  /**
   * Gradients for all parameters from the gradient for the last output. Both the recorded tensors and the given
   * gradient are disposed.
   */
  backward(output: Tensor, outputGradient: Tensor): Gradients {
    const open = new Map<Tensor, Tensor>([[output, outputGradient]]);
    const gradients: Gradients = new Map();
    for (let operation = this.operations.pop(); operation; operation = this.operations.pop()) {
      const gradient = open.get(operation.output);
      open.delete(operation.output);
      if (gradient) {
        const results = operation.gradient(gradient);
        operation.inputs.forEach((input, i) => {
          const result = results[i];
          if (!result) return;
          if (!(input instanceof tf.Tensor)) accumulate(gradients, input, toFloat32(result));
          else if (this.has(input)) accumulate(open, input, result);
          else result.dispose();
        });
        if (!results.includes(gradient)) gradient.dispose();
      }
      discard(operation);
    }
    this.dispose();
    return gradients;
  }

  /** Gives everything back without a gradient. */
  dispose(): void {
    this.operations.forEach(discard);
    this.kept.forEach((tensor) => tensor.dispose());
    this.operations.length = this.kept.length = 0;
    this.outputs.clear();
  }
}

function discard({ output, saved }: Operation): void {
  output.dispose();
  saved?.forEach((tensor) => tensor.dispose());
}

function accumulate<K>(sums: Map<K, Tensor>, key: K, gradient: Tensor): void {
  const before = sums.get(key);
  if (!before) {
    sums.set(key, gradient);
    return;
  }
  sums.set(key, add(before, gradient));
  before.dispose();
  gradient.dispose();
}

function toFloat32(gradient: Tensor): Tensor {
  if (dataTypeOf(gradient) === DataType.float32) return gradient;
  const result = cast(gradient, DataType.float32);
  gradient.dispose();
  return result;
}
