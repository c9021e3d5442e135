import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UserError } from '../../lib/errors';
import { tf } from '../../lib/ops/tensorflow';
import { lossOf, losses } from '../../lib/training/losses';
import type { LossName } from '../../lib/training/losses';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/golden.json';

const size = { width: 160, height: 120 };

const valueAndGrad = (name: LossName, predictions: tf.Tensor2D, targets: tf.Tensor2D) =>
  tf.valueAndGrad((output: tf.Tensor) => losses[name](output as tf.Tensor2D, targets, { output, size }))(predictions);

describe('losses', () => {
  for (const name of Object.keys(losses) as LossName[]) {
    it(`${name} has PyTorch's value and gradient`, () => {
      tf.tidy(() => {
        const targets = tf.tensor2d(golden.targets, [2, 6]);
        const { value, grad } = valueAndGrad(name, tf.tensor2d(golden.output, [2, 6]), targets);
        const expected = golden.losses[name];
        assertClose(value.dataSync(), [expected.value], 1e-5 * Math.abs(expected.value));
        assertClose(grad.dataSync(), expected.gradient, 1e-4 * Math.max(...expected.gradient.map(Math.abs)));
      });
    });

    it(`${name} is 0, with a finite gradient, for perfect predictions`, () => {
      tf.tidy(() => {
        const targets = tf.tensor2d(golden.targets, [2, 6]);
        const { value, grad } = valueAndGrad(name, targets.clone(), targets);
        assertClose(value.dataSync(), [0], 1e-6);
        assert.ok(grad.dataSync().every(Number.isFinite));
      });
    });
  }

  it('add the cross-entropy of heatmaps, with its weight, as PyTorch has it', () => {
    const { logits, targets, entropy } = golden.heatmaps;
    tf.tidy(() => {
      const [output, truth] = [tf.tensor4d(logits, [2, 5, 6, 3]), tf.tensor2d(targets, [2, 6])];
      const value = lossOf({ loss: 'mse', heatmapWeight: 0.5 })(truth, truth, { output, size });
      assertClose(value.dataSync(), [0.5 * entropy], 1e-5);
    });
  });

  it('do not count heatmaps of landmarks outside the image', () => {
    tf.tidy(() => {
      const [output, outside] = [tf.tensor4d(golden.heatmaps.logits, [2, 5, 6, 3]), tf.fill<tf.Rank.R2>([2, 6], 3)];
      const value = lossOf({ loss: 'mse', heatmapWeight: 1 })(outside, outside, { output, size });
      assertClose(value.dataSync(), [0], 1e-6);
    });
  });

  it('refuse to supervise the heatmaps of a network without any', () => {
    tf.tidy(() => {
      const output = tf.tensor2d(golden.targets, [2, 6]);
      assert.throws(() => lossOf({ loss: 'mse', heatmapWeight: 1 })(output, output, { output, size }), UserError);
    });
  });
});
