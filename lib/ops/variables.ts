import { randomUUID } from 'node:crypto';
import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, DataType, run, runAll, shapeAttribute, stringAttribute, typeAttribute } from './backend';
import { tf } from './tensorflow';

/**
 * A float32 variable in TensorFlow's memory, which operations that take its handle update in place. (tfjs replaces its
 * own variables by a new tensor at each update.)
 */
export class ResourceVariable {
  /** The input that operations on the variable take. */
  readonly handle: Tensor;

  /** Makes a variable of zeros. */
  constructor(readonly shape: readonly number[]) {
    // The native library keeps variables by name, and would give two of the same name the same memory. A counter would
    // begin again when a notebook's kernel reloads this file.
    const name = `facial-keypoints-${randomUUID()}`;
    const attributes = [
      typeAttribute('dtype', DataType.float32),
      shapeAttribute('shape', shape),
      stringAttribute('container', ''),
      stringAttribute('shared_name', name),
    ];
    this.handle = tf.keep(run('VarHandleOp', attributes, []));
    const zeros = tf.zeros([...shape]);
    this.assign(zeros);
    zeros.dispose();
  }

  /** The present value. The caller disposes it before the next update, which otherwise has to copy the memory first. */
  value<T extends Tensor = Tensor>(): T {
    return run<T>('ReadVariableOp', [typeAttribute('dtype', DataType.float32)], [this.handle]);
  }

  /** A copy of all values, in the order of `shape`. */
  read(): Float32Array {
    // Not in a tidy, which would search all the values for tensors: ten seconds for a ResNet.
    const value = this.value();
    const values = value.dataSync<'float32'>();
    value.dispose();
    return values;
  }

  /** Sets all values, in the order of `shape`; they are copied. */
  write(values: Float32Array): void {
    const tensor = tf.tensor(values.slice(), [...this.shape]);
    this.assign(tensor);
    tensor.dispose();
  }

  /** Sets all values. The tensor's memory may become the variable's own, so nothing else may write to it. */
  assign(value: Tensor): void {
    const attributes = [typeAttribute('dtype', DataType.float32), boolAttribute('validate_shape', true)];
    runAll('AssignVariableOp', attributes, [this.handle, value], 0);
  }

  /** Frees the memory. */
  dispose(): void {
    if (this.handle.isDisposed) return;
    runAll('DestroyResourceOp', [boolAttribute('ignore_lookup_error', true)], [this.handle], 0);
    this.handle.dispose();
  }
}
