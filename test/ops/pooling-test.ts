import assert from 'node:assert/strict';
import { maxPool, maxPoolForGradient, maxPoolGradient, meanPool, meanPoolGradient } from '../../lib/ops/pooling';
import { tf } from '../../lib/ops/tensorflow';
import { assertClose, leftOver, numbers, short, withoutLeaks, itIn } from './check';

/** Whole numbers below 251, which bfloat16 has exactly, all different within any window: there is one largest. */
function wholeNumbers(shape: number[]): tf.Tensor4D {
  const flat = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => (i * 89) % 251);
  return tf.tensor4d(flat, shape as [number, number, number, number]);
}

for (const { shape, size, stride } of [
  { shape: [2, 8, 10, 3], size: 2, stride: 2 },
  { shape: [1, 7, 9, 5], size: 2, stride: 2 },
  { shape: [2, 9, 7, 4], size: 3, stride: 2 },
]) {
  describe(`maxPool of [${shape.join(', ')}], ${size}x${size}, stride ${stride}`, () => {
    for (const precision of ['float32', 'bfloat16'] as const) {
      itIn(precision)(
        `and its gradient are those of tfjs in ${precision}`,
        withoutLeaks(() => {
          const x = wholeNumbers(shape);
          const as = <T extends tf.Tensor>(value: T): T => (precision === 'float32' ? value : short(value));
          const pool = (input: tf.Tensor): tf.Tensor4D => tf.maxPool(input as tf.Tensor4D, size, stride, 'valid');
          const gradient = numbers(pool(x).shape, 2);
          const wanted = tf.grad((input) => pool(input).mul(gradient))(x);
          const pooled = maxPoolForGradient(as(x), size, stride);
          const tolerance = precision === 'float32' ? 1e-6 : 0.01;
          assertClose(maxPool(as(x), size, stride), pool(x), tolerance, 'output');
          assertClose(pooled.output, pool(x), tolerance, 'output for the gradient');
          assertClose(maxPoolGradient(as(gradient), as(x), pooled, size, stride), wanted, tolerance, 'gradient');
          const searched = maxPoolGradient(as(gradient), as(x), { output: pooled.output }, size, stride);
          assertClose(searched, wanted, tolerance, 'gradient without places');
        }),
      );
    }
  });
}

describe('meanPool', () => {
  it(
    'and its gradient are those of tfjs',
    withoutLeaks(() => {
      const x = numbers([2, 5, 3, 4], 1);
      assertClose(meanPool(x), x.mean([1, 2]), 1e-6);
      const gradient = numbers<tf.Tensor2D>([2, 4], 2);
      const wanted = tf.grad((input) => input.mean([1, 2]).mul(gradient))(x);
      assertClose(meanPoolGradient(gradient, x.shape), wanted, 1e-6);
      assertClose(meanPoolGradient(short(gradient), x.shape), wanted, 0.02);
    }),
  );

  it('leaves no tensors behind', () => {
    const x = numbers([1, 4, 4, 2], 1);
    assert.equal(leftOver(() => meanPool(x)), 0); // prettier-ignore
    const gradient = meanPool(x);
    assert.equal(leftOver(() => meanPoolGradient(gradient, x.shape)), 0); // prettier-ignore
    tf.dispose([x, gradient]);
  });
});
