import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { DataType, dataTypeOf, intAttribute, run, typeAttribute } from './backend';
import { tf } from './tensorflow';

/** A copy of a tensor in another element type, or in the same. */
export function cast<T extends Tensor>(x: T, to: DataType): T {
  return run<T>('Cast', [typeAttribute('SrcT', dataTypeOf(x)), typeAttribute('DstT', to)], [x]);
}

/** The sum of two tensors of the same shape and element type. */
export function add<T extends Tensor>(a: T, b: T): T {
  return run<T>('AddV2', [typeAttribute('T', dataTypeOf(a))], [a, b]);
}

/** The rectified linear unit, max(x, 0). */
export function relu<T extends Tensor>(x: T): T {
  return run<T>('Relu', [typeAttribute('T', dataTypeOf(x))], [x]);
}

/**
 * Gradient of `relu` for its input.
 *
 * @param gradient The gradient for its output.
 * @param output Its output.
 */
export function reluGradient<T extends Tensor>(gradient: T, output: T): T {
  return run<T>('ReluGrad', [typeAttribute('T', dataTypeOf(gradient))], [gradient, output]);
}

/** A copy with the dimensions in another order. */
export function transpose<T extends Tensor>(x: T, order: readonly number[]): T {
  const permutation = tf.tensor1d([...order], 'int32');
  const result = run<T>(
    'Transpose',
    [typeAttribute('T', dataTypeOf(x)), typeAttribute('Tperm', DataType.int32)],
    [x, permutation],
  );
  permutation.dispose();
  return result;
}

/** Stacks tensors of the same shape along a new first dimension. */
export function stack(tensors: readonly Tensor[]): Tensor {
  const attributes = [
    intAttribute('N', tensors.length),
    typeAttribute('T', dataTypeOf(tensors[0]!)),
    intAttribute('axis', 0),
  ];
  return run('Pack', attributes, [...tensors]);
}
