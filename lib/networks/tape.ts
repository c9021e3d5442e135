import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf } from '../ops/backend';
import { add, cast } from '../ops/elementwise';
import { tf } from '../ops/tensorflow';
import type { Parameter } from './parameter';

/** One operation of a forward pass, with all that its gradient needs. */
export interface Operation {
  readonly output: Tensor;
  readonly inputs: readonly (Tensor | Parameter)[];
  /** The gradients for the inputs from the gradient for the output; null for inputs that need none. */
  gradient(outputGradient: Tensor): readonly (Tensor | null)[];
  /** Further tensors that only the gradient uses. */
  readonly saved?: readonly Tensor[];
}

/** Gradients by parameter, float32. Whoever receives them disposes them. */
export type Gradients = Map<Parameter, Tensor>;

/**
 * Records a forward pass and runs it backward: reverse-mode differentiation.
 *
 * It replaces that of tfjs, which keeps every tensor until the whole pass is over and cannot add bfloat16 gradients. Here
 * an operation's output is disposed as soon as its gradient is known, since all operations that use it were recorded
 * later and are done. So a pass takes little more memory than its activations.
 *
 * Who owns which tensor:
 * - The output of an operation, and what it saves for its gradient, belong to the tape from `record` on.
 * - A tensor that the pass uses but no operation made, such as a cast of the images, goes to the tape by `keep`.
 * - The images and the parameters' variables stay their owners'; the tape never disposes them.
 * - A layer may `release` its input to free the memory early: its values are gone then, so neither another layer nor a
 *   recorded gradient may need them. `ReLU`, the addition of a bias and `addTo` do so.
 * - A gradient function receives a gradient that the tape disposes, unless it is among the results. It returns new
 *   tensors, which the tape adds up and disposes; those of the parameters go to the caller of `backward`.
 * - Without a tape, each layer runs in a `tidy`: all but its output is disposed, and that belongs to its caller.
 */
export class Tape {
  private readonly operations: Operation[] = [];
  private readonly outputs = new Set<Tensor>();
  private readonly kept: Tensor[] = [];

  /** Records an operation, after it was run. */
  record(operation: Operation): void {
    this.operations.push(operation);
    this.outputs.add(operation.output);
  }

  /** Disposes a tensor when the tape is done. */
  keep(tensor: Tensor): void {
    this.kept.push(tensor);
  }

  /** Whether a tensor is the output of a recorded operation, and so needs a gradient. */
  has(tensor: Tensor): boolean {
    return this.outputs.has(tensor);
  }

  /** Frees the memory of a recorded output whose values nobody needs any more. Other tensors are left alone. */
  release(tensor: Tensor): void {
    if (this.has(tensor)) tensor.dispose();
  }

  /**
   * Runs the pass backward. All recorded tensors and the given gradient are disposed.
   *
   * @param output The output of the pass.
   * @param outputGradient The gradient for it.
   * @returns The gradients for all parameters.
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

  /** Disposes all recorded tensors, without a gradient. */
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
