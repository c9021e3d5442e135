import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, DataType, run, runAll, shapeAttribute, stringAttribute, typeAttribute } from './backend';
import { tf } from './tensorflow';

/**
 * A float32 variable in TensorFlow's memory: operations that take its handle change it in place.
 *
 * (tfjs's own variables are replaced by a new tensor at each change.)
 */
export class ResourceVariable {
  /** What operations on the variable take. */
  readonly handle: Tensor;

  /** A variable filled with zeros. */
  constructor(readonly shape: readonly number[]) {
    // The native library keeps variables by name, and would give two of one name the same memory.
    const name = `facial-keypoints-${created++}`;
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

  /** The present value. Dispose it before the variable is changed again, or the change has to copy it first. */
  value<T extends Tensor = Tensor>(): T {
    return run<T>('ReadVariableOp', [typeAttribute('dtype', DataType.float32)], [this.handle]);
  }

  /** Sets all values. The tensor's memory may become the variable's own, so nothing else may write to it. */
  assign(value: Tensor): void {
    const attributes = [typeAttribute('dtype', DataType.float32), boolAttribute('validate_shape', true)];
    runAll('AssignVariableOp', attributes, [this.handle, value], 0);
  }

  dispose(): void {
    if (this.handle.isDisposed) return;
    runAll('DestroyResourceOp', [boolAttribute('ignore_lookup_error', true)], [this.handle], 0);
    this.handle.dispose();
  }
}

let created = 0;
