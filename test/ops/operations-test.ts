import assert from 'node:assert/strict';
import { DataType, dataTypeOf } from '../../lib/ops/backend';
import { add, cast, relu, reluGradient, stack, transpose } from '../../lib/ops/elementwise';
import { biasAdd, biasGradient, matMul } from '../../lib/ops/linear';
import { crop, everyNth, padBy } from '../../lib/ops/padding';
import { resizeBilinear, resizeBilinearGradient } from '../../lib/ops/resize';
import { tf } from '../../lib/ops/tensorflow';
import { assertClose, leftOver, numbers, short, withoutLeaks } from './check';

describe('operations', () => {
  it(
    'cast to bfloat16 and back, to eight bits of precision',
    withoutLeaks(() => {
      const x = numbers([3, 4], 1);
      const half = cast(x, DataType.bfloat16);
      assert.equal(dataTypeOf(half), DataType.bfloat16);
      assertClose(half, x, 2 ** -8);
      assert.equal(dataTypeOf(cast(half, DataType.float32)), DataType.float32);
    }),
  );

  it(
    'add, rectify, transpose and stack as tfjs does',
    withoutLeaks(() => {
      const [x, y] = [numbers([2, 3, 4, 5], 1), numbers([2, 3, 4, 5], 2)];
      assertClose(add(x, y), x.add(y), 1e-6);
      assertClose(add(short(x), short(y)), x.add(y), 0.02);
      assertClose(relu(x), x.relu(), 1e-6);
      const wanted = tf.grad((input) => input.relu().mul(y))(x);
      assertClose(reluGradient(y, relu(x)), wanted, 1e-6);
      assertClose(reluGradient(short(y), relu(short(x))), wanted, 0.02);
      assertClose(transpose(x, [0, 3, 1, 2]), x.transpose([0, 3, 1, 2]), 1e-6);
      assertClose(stack([x, y]), tf.stack([x, y]), 1e-6);
    }),
  );

  it(
    'multiply matrices and add biases as tfjs does',
    withoutLeaks(() => {
      const [a, b] = [numbers<tf.Tensor2D>([3, 4], 1), numbers<tf.Tensor2D>([4, 5], 2)];
      assertClose(matMul(a, b), a.matMul(b), 1e-5);
      assertClose(matMul(a.transpose(), b, true), a.matMul(b), 1e-5);
      assertClose(matMul(a, b.transpose(), false, true), a.matMul(b), 1e-5);
      assertClose(matMul(short(a), short(b)), a.matMul(b), 0.03);
      const x = numbers([2, 3, 4, 5], 3);
      const bias = numbers([5], 4);
      assertClose(biasAdd(x, bias), x.add(bias), 1e-6);
      assertClose(biasGradient(x), x.sum([0, 1, 2]), 1e-5);
    }),
  );

  it(
    'pad and cut out as tfjs does',
    withoutLeaks(() => {
      const x = numbers([2, 6, 8, 3], 1);
      const padded = tf.pad4d(x, [[0, 0], [1, 2], [3, 0], [0, 0]]); // prettier-ignore
      assertClose(padBy(x, [1, 2, 3, 0]), padded, 1e-6);
      assertClose(crop(x, 1, 2, 3, 4), x.slice([0, 1, 2, 0], [2, 3, 4, 3]), 1e-6);
      const strided = tf.stridedSlice(x, [0, 1, 3, 0], [2, 6, 8, 3], [1, 2, 2, 1]);
      assertClose(everyNth(x, [1, 3], [3, 3], 2), strided, 1e-6);
      assertClose(everyNth(x, [1, 3], [2, 4], 1), crop(x, 1, 3, 2, 4), 1e-6);
      assert.throws(() => everyNth(x, [0, 0], [1, 1], 5), RangeError);
    }),
  );

  for (const [from, to] of [
    [
      [4, 5],
      [8, 10],
    ],
    [
      [3, 5],
      [5, 9],
    ],
    [
      [1, 2],
      [3, 3],
    ],
  ] as const) {
    // prettier-ignore
    it(
      `resize ${from.join('x')} to ${to.join('x')} with the gradient of the same linear map`,
      withoutLeaks(() => {
        const x = numbers([2, ...from, 3], 1);
        const resized = resizeBilinear(x, to[0], to[1]);
        assertClose(resized, tf.image.resizeBilinear(x, [...to], false, true), 1e-5);
        // A linear map A and its transpose: <A x, y> = <x, A' y>.
        const y = numbers(resized.shape, 2);
        const [left, right] = [resized.mul(y).sum(), x.mul(resizeBilinearGradient(y, x)).sum()];
        assertClose(left, right, 1e-5, 'inner products');
        assertClose(resizeBilinear(short(x), to[0], to[1]), resized, 0.02, 'bfloat16');
        const gradient = resizeBilinearGradient(short(y), short(x));
        assertClose(gradient, resizeBilinearGradient(y, x), 0.03, 'bfloat16 gradient');
      }),
    );
  }

  it('leave no tensors behind', () => {
    const x = numbers([1, 4, 4, 2], 1);
    const half = short(x);
    const runs: (() => tf.Tensor)[] = [
      () => cast(x, DataType.bfloat16),
      () => transpose(x, [0, 3, 1, 2]),
      () => padBy(x, [1, 1, 1, 1]),
      () => crop(x, 1, 1, 2, 2),
      () => everyNth(x, [0, 0], [2, 2], 2),
      () => resizeBilinear(half, 8, 8),
      () => resizeBilinearGradient(half, half),
    ];
    runs.forEach((run) => assert.equal(leftOver(run), 0, run.toString()));
    tf.dispose([x, half]);
  });
});
