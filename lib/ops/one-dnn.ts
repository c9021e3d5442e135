import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { runAll, stringAttribute } from './backend';
import type { Attribute } from './backend';
import { tf } from './tensorflow';

/**
 * Operations of oneDNN, the library of convolutions that TensorFlow brings for x86 processors. TensorFlow takes them
 * on its own where it can; some it takes only inside whole graphs, and these can be asked for by name.
 */
export function runOneDnn(name: string, attributes: Attribute[], inputs: Tensor[], outputs: number): Tensor[] {
  return runAll(name, [...attributes, KERNEL], inputs, outputs);
}

/** Whether an operation is there: not on a GPU, nor in older or other builds of TensorFlow. */
export function hasOneDnn(name: string, attempt: () => Tensor[]): boolean {
  let is = available.get(name);
  if (is === undefined) {
    try {
      tf.dispose(attempt());
      is = !(tf.backend() as unknown as { isUsingGpuDevice: boolean }).isUsingGpuDevice;
    } catch {
      is = false;
    }
    available.set(name, is);
  }
  return is;
}

const available = new Map<string, boolean>();

/** The label under which TensorFlow registers these operations. */
const KERNEL = stringAttribute('_kernel', 'MklNameChangeOp');
