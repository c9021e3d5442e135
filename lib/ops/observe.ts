import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import type { Attribute } from './backend';
import { tf } from './tensorflow';

/** An operation as it was run. */
export interface Observed {
  /** E.g. `Conv2D`. */
  readonly op: string;
  readonly attributes: readonly Attribute[];
  readonly inputs: readonly Tensor[];
  /** None if it only updated a variable. */
  readonly outputs: readonly Tensor[];
}

/** Properties rather than methods, as they are replaced for a while. */
interface Backend {
  executeSingleOutput: (op: string, attributes: Attribute[], inputs: Tensor[]) => Tensor;
  executeMultipleOutputs: (op: string, attributes: Attribute[], inputs: Tensor[], outputs: number) => Tensor[];
}

/**
 * Tells of every operation that some work runs.
 *
 * @param work The work.
 * @param observer Called after each operation, before its tensors can be disposed.
 * @param options.updates Whether operations without outputs, which update variables, are run; they are by default. The
 *   observer is told of them in any case.
 * @returns What the work returns.
 */
export function observe<T>(work: () => T, observer: (operation: Observed) => void, { updates = true } = {}): T {
  const backend = tf.backend() as unknown as Backend;
  const { executeSingleOutput: single, executeMultipleOutputs: multiple } = backend;
  backend.executeSingleOutput = (op, attributes, inputs) => {
    const output = single.call(backend, op, attributes, inputs);
    observer({ op, attributes, inputs, outputs: [output] });
    return output;
  };
  backend.executeMultipleOutputs = (op, attributes, inputs, count) => {
    const outputs = count > 0 || updates ? multiple.call(backend, op, attributes, inputs, count) : [];
    observer({ op, attributes, inputs, outputs });
    return outputs;
  };
  try {
    return work();
  } finally {
    backend.executeSingleOutput = single;
    backend.executeMultipleOutputs = multiple;
  }
}
