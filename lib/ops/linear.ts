import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-node-gpu';
import { boolAttribute, dataTypeOf, run, stringAttribute, typeAttribute } from './backend';

/** The product of two matrices, each of which may be transposed first. */
export function matMul(a: Tensor2D, b: Tensor2D, transposeA = false, transposeB = false): Tensor2D {
  return run(
    'MatMul',
    [
      typeAttribute('T', dataTypeOf(a)),
      boolAttribute('transpose_a', transposeA),
      boolAttribute('transpose_b', transposeB),
    ],
    [a, b],
  );
}

/** Adds a bias [C] to x [..., C]. */
export function biasAdd<T extends Tensor>(x: T, bias: Tensor): T {
  return run<T>('BiasAdd', [typeAttribute('T', dataTypeOf(x)), stringAttribute('data_format', 'NHWC')], [x, bias]);
}

/** Gradient of `biasAdd` for the bias, from the gradient for its output: the sum over all dimensions but the last. */
export function biasGradient(gradient: Tensor): Tensor1D {
  return run(
    'BiasAddGrad',
    [typeAttribute('T', dataTypeOf(gradient)), stringAttribute('data_format', 'NHWC')],
    [gradient],
  );
}
