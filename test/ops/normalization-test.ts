import assert from 'node:assert/strict';
import { batchNorm, batchNormGradient, batchNormInference, batchNormRelu } from '../../lib/ops/normalization';
import type { Statistics } from '../../lib/ops/normalization';
import { tf } from '../../lib/ops/tensorflow';
import { assertClose, leftOver, numbers, short, withoutLeaks, itIn } from './check';

const EPSILON = 1e-5;

/** Batch normalization put together from tfjs's own operations, which tfjs can differentiate. */
function reference(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return x.sub(mean).div(variance.add(EPSILON).sqrt()).mul(scale).add(offset);
}

const statisticsOf = (channels: number): Statistics => [
  numbers([channels], 2).add(1.5),
  numbers([channels], 3),
  numbers([channels], 4),
  numbers([channels], 5).add(1.5),
];

for (const shape of [
  [2, 5, 7, 3],
  [1, 4, 3, 8],
  [3, 1, 1, 2],
]) {
  // prettier-ignore
  describe(`batchNorm of [${shape.join(', ')}]`, () => {
    for (const [precision, tolerance] of [['float32', 1e-4], ['bfloat16', 0.03]] as const) { // prettier-ignore
      itIn(precision)(
        `and its gradients are those of tfjs in ${precision}`,
        withoutLeaks(() => {
          const as = <T extends tf.Tensor>(value: T): T => (precision === 'float32' ? value : short(value));
          const x = numbers(shape, 1).mul<tf.Tensor4D>(2);
          const statistics = statisticsOf(shape[3]!);
          const [scale, offset] = statistics;
          const gradient = numbers(shape, 6);
          const wanted = tf.grads((...inputs) => reference(inputs[0]!, inputs[1]!, inputs[2]!).mul(gradient))([
            x,
            scale,
            offset,
          ]);
          const { output, reserved } = batchNorm(as(x), statistics, EPSILON, 0.1);
          assertClose(output, reference(x, scale, offset), tolerance, 'output');
          const gradients = batchNormGradient(as(gradient), as(x), scale, reserved, EPSILON);
          ['input', 'scale', 'offset'].forEach((what, i) =>
            assertClose(gradients[i]!, wanted[i]!, tolerance, `${what} gradient`),
          );
        }),
      );
    }

    it(
      'updates running statistics as PyTorch does: an unbiased variance, with a momentum of 0.1',
      withoutLeaks(() => {
        const x = numbers(shape, 1);
        const statistics = statisticsOf(shape[3]!);
        const [, , mean, variance] = statistics;
        const moments = tf.moments(x, [0, 1, 2]);
        const count = x.size / shape[3]!;
        const after = batchNorm(x, statistics, EPSILON, 0.1);
        assertClose(after.mean, mean.mul(0.9).add(moments.mean.mul(0.1)), 1e-5, 'mean');
        const unbiased = moments.variance.mul(count / (count - 1));
        assertClose(after.variance, variance.mul(0.9).add(unbiased.mul(0.1)), 1e-5, 'variance');
      }),
    );

    it(
      'uses the running statistics in inference',
      withoutLeaks(() => {
        const x = numbers(shape, 1);
        const statistics = statisticsOf(shape[3]!);
        const [scale, offset, mean, variance] = statistics;
        const wanted = x.sub(mean).div(variance.add(EPSILON).sqrt()).mul(scale).add(offset);
        assertClose(batchNormInference(x, statistics, EPSILON), wanted, 1e-5);
      }),
    );

    it(
      'rectifies in the same pass',
      withoutLeaks(() => {
        const x = numbers(shape, 1);
        const statistics = statisticsOf(shape[3]!);
        const plain = batchNorm(x, statistics, EPSILON, 0.1);
        const fused = batchNormRelu(x, statistics, EPSILON, 0.1);
        assertClose(fused.output, plain.output.relu(), 1e-6, 'output');
        assertClose(fused.mean, plain.mean, 1e-6, 'mean');
        assertClose(fused.variance, plain.variance, 1e-6, 'variance');
        const gradients = [plain, fused].map(({ reserved }) =>
          batchNormGradient(numbers(shape, 6), x, statistics[0], reserved, EPSILON),
        );
        assertClose(gradients[1]![0], gradients[0]![0], 1e-6, 'gradient');
      }),
    );
  });
}

describe('batchNorm', () => {
  it('leaves no tensors behind', () => {
    const x = numbers([2, 3, 3, 2], 1);
    const statistics = tf.tidy(() => statisticsOf(2) as unknown as tf.Tensor[]) as unknown as Statistics;
    assert.equal(leftOver(() => batchNormInference(x, statistics, EPSILON)), 0); // prettier-ignore
    const { output, mean, variance, reserved } = batchNorm(x, statistics, EPSILON, 0.1);
    assert.equal(leftOver(() => batchNormGradient(output, x, statistics[0], reserved, EPSILON)), 0); // prettier-ignore
    tf.dispose([x, ...statistics, output, mean, variance, ...reserved]);
  });
});
