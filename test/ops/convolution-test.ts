import assert from 'node:assert/strict';
import { DataType } from '../../lib/ops/backend';
import {
  conv2d,
  conv2dFilterAndBiasGradients,
  conv2dFilterGradient,
  conv2dInputGradient,
  conv2dWithBias,
  padInput,
} from '../../lib/ops/convolution';
import { cast } from '../../lib/ops/elementwise';
import { observe } from '../../lib/ops/observe';
import { tf } from '../../lib/ops/tensorflow';
import { assertClose, leftOver, numbers, short, withoutLeaks, itIn } from './check';

interface Case {
  x: [number, number, number, number];
  filter: [number, number, number, number];
  stride: number;
  padding: number;
}

const cases: Case[] = [
  { x: [2, 8, 10, 3], filter: [3, 3, 3, 5], stride: 1, padding: 1 },
  { x: [1, 9, 7, 2], filter: [5, 5, 2, 4], stride: 1, padding: 2 },
  { x: [2, 8, 10, 3], filter: [3, 3, 3, 5], stride: 2, padding: 1 },
  { x: [1, 9, 7, 4], filter: [3, 3, 4, 2], stride: 2, padding: 1 },
  { x: [3, 11, 12, 1], filter: [7, 7, 1, 6], stride: 2, padding: 3 },
  { x: [2, 7, 8, 3], filter: [1, 1, 3, 4], stride: 2, padding: 0 },
  { x: [1, 6, 6, 3], filter: [1, 1, 3, 4], stride: 1, padding: 0 },
  { x: [1, 10, 9, 2], filter: [3, 3, 2, 2], stride: 3, padding: 1 },
  { x: [1, 6, 7, 2], filter: [3, 3, 2, 3], stride: 1, padding: 0 },
];

/** tfjs's own convolution after its own padding, in PyTorch's geometry; tfjs differentiates it. */
function reference(x: tf.Tensor4D, filter: tf.Tensor4D, { stride, padding: p }: Case): tf.Tensor4D {
  // A 1x1 filter, whose gradient goes wrong in oneDNN (goesByTaps), sees as much when zeros make it larger.
  const more = filter.shape[0] === 1 ? stride - 1 : 0;
  const padded = tf.pad4d(x, [[0, 0], [p, p + more], [p, p + more], [0, 0]]); // prettier-ignore
  return tf.conv2d(padded, tf.pad4d(filter, [[0, more], [0, more], [0, 0], [0, 0]]), stride, 'valid'); // prettier-ignore
}

for (const test of cases) {
  const { x: shape, filter: filterShape, stride, padding } = test;
  describe(`conv2d of [${shape.join(', ')}], ${filterShape[0]}x${filterShape[1]}, stride ${stride}, padding ${padding}`, () => {
    for (const [precision, tolerance] of [
      ['float32', 1e-5],
      ['bfloat16', 0.03],
    ] as const) {
      // prettier-ignore
      itIn(precision)(
        `and its gradients are those of tfjs in ${precision}`,
        withoutLeaks(() => {
          const as = <T extends tf.Tensor>(value: T): T => (precision === 'float32' ? value : short(value));
          const [x, filter] = [numbers(shape, 1), numbers(filterShape, 2)];
          const output = reference(x, filter, test);
          const gradient = numbers(output.shape, 3);
          const [xGradient, filterGradient] = tf.grads((a, b) =>
            reference(a as tf.Tensor4D, b as tf.Tensor4D, test).mul(gradient),
          )([x, filter]) as [tf.Tensor4D, tf.Tensor4D];
          const geometry = { stride, padding };
          const padded = padInput(as(x), as(filter), geometry);
          assertClose(conv2d(padded, as(filter), geometry), output, tolerance, 'output');
          const back = conv2dInputGradient(as(gradient), shape, as(filter), geometry);
          assertClose(back, xGradient, tolerance, 'input gradient');
          const learned = conv2dFilterGradient(as(gradient), padded, as(filter), geometry);
          assertClose(learned, filterGradient, tolerance, 'filter gradient');
          const bias = numbers([filterShape[3]], 4);
          const shifted = conv2dWithBias(padded, as(filter), as(bias), geometry);
          assertClose(shifted, output.add(bias), tolerance, 'output with bias');
          const both = conv2dFilterAndBiasGradients(as(gradient), padded, as(filter), geometry);
          assertClose(both[0], filterGradient, tolerance, 'filter gradient beside the bias');
          assertClose(both[1], gradient.sum([0, 1, 2]), tolerance, 'bias gradient');
        }),
      );
    }
  });
}

describe('conv2d', () => {
  it(
    'has the same filter gradient where it is taken as matrix products',
    withoutLeaks(() => {
      for (const [size, stride] of [
        [5, 1],
        [6, 2],
        [7, 2],
      ] as const) {
        // prettier-ignore
        const geometry = { stride, padding: 1 };
        const [x, filter] = [short(numbers([2, size, size, 256], 4)), short(numbers([3, 3, 256, 512], 5))];
        const padded = padInput(x, filter, geometry);
        const gradient = short(numbers(conv2d(padded, filter, geometry).shape, 6));
        const [wide, slow] = [x, gradient].map((value) => cast(value, DataType.float32)) as [tf.Tensor4D, tf.Tensor4D];
        const fullFilter = cast(filter, DataType.float32);
        const full = conv2dFilterGradient(slow, padInput(wide, fullFilter, geometry), fullFilter, geometry);
        assertClose(conv2dFilterGradient(gradient, padded, filter, geometry), full, 0.02, `stride ${stride}`);
      }
    }),
  );

  it(
    'keeps oneDNN from a filter gradient in which it writes beyond its memory',
    withoutLeaks(() => {
      const ran = (channels: number, stride: number): boolean => {
        const [x, filter] = [numbers([1, 4, 4, channels], 1), numbers([1, 1, channels, 4], 2)];
        const gradient = numbers([1, 4 / stride, 4 / stride, 4], 3);
        const operations: string[] = [];
        const geometry = { stride, padding: 0 };
        observe(
          () => conv2dFilterGradient(gradient, x, filter, geometry),
          ({ op }) => operations.push(op),
        );
        return operations.includes('Conv2DBackpropFilter');
      };
      assert.deepEqual([ran(15, 2), ran(16, 2), ran(15, 1)], [false, true, true]);
    }),
  );

  it('leaves no tensors behind', () => {
    const [x, filter] = [numbers([1, 8, 8, 2], 1), numbers([3, 3, 2, 3], 2)];
    const geometry = { stride: 2, padding: 1 };
    const padded = padInput(x, filter, geometry);
    const gradient = conv2d(padded, filter, geometry);
    assert.equal(leftOver(() => padInput(x, filter, geometry)), 0); // prettier-ignore
    assert.equal(leftOver(() => conv2dInputGradient(gradient, x.shape, filter, geometry)), 0); // prettier-ignore
    assert.equal(leftOver(() => conv2dFilterGradient(gradient, padded, filter, geometry)), 0); // prettier-ignore
    tf.dispose([x, filter, padded, gradient]);
  });

  it('refuses a kernel that does not fit', () => {
    const [x, filter] = [numbers([1, 2, 2, 1], 1), numbers([5, 5, 1, 1], 2)];
    assert.throws(() => padInput(x, filter, { stride: 1, padding: 1 }), RangeError);
    tf.dispose([x, filter]);
  });
});
