import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { isOnGpu, runAll, stringAttribute } from './backend';
import type { Attribute } from './backend';
import { tf } from './tensorflow';

/**
 * Runs an operation of oneDNN, the library of convolutions that TensorFlow includes for x86 processors. TensorFlow picks
 * most of them by itself; those that it picks only within graphs can be run by name.
 *
 * @param name E.g. `_MklNativeConv2DWithBias`.
 * @param attributes All of its attributes but the kernel's label.
 * @param inputs Its inputs in order; they stay the caller's.
 * @param outputs How many outputs it has.
 */
export function runOneDnn(name: string, attributes: Attribute[], inputs: Tensor[], outputs: number): Tensor[] {
  return runAll(name, [...attributes, KERNEL], inputs, outputs);
}

/**
 * Whether an operation of oneDNN is available. It is not on a GPU, nor in some builds of TensorFlow.
 *
 * @param name The operation.
 * @param attempt Runs it once, on any input; called the first time only.
 */
export function hasOneDnn(name: string, attempt: () => Tensor[]): boolean {
  let found = available.get(name);
  if (found === undefined) {
    try {
      tf.dispose(attempt());
      found = !isOnGpu();
    } catch {
      found = false;
    }
    available.set(name, found);
  }
  return found;
}

const available = new Map<string, boolean>();

/** The label under which TensorFlow registers these operations. */
const KERNEL = stringAttribute('_kernel', 'MklNameChangeOp');
