import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tf } from '../../lib/ops/tensorflow';
import type { Network } from '../../lib/networks/network';
import { lossOf, losses } from '../../lib/training/losses';
import type { LossName } from '../../lib/training/losses';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/golden.json';

/** All of a network that a loss looks at. */
const regressor = {
  name: 'Regressor',
  inputShape: [120, 160, 1],
  landmarks: (output: tf.Tensor) => output as tf.Tensor2D,
} as unknown as Network;

describe('losses', () => {
  for (const name of Object.keys(losses) as LossName[]) {
    it(`${name} has PyTorch's value and gradient`, () => {
      tf.tidy(() => {
        const targets = tf.tensor2d(golden.targets, [2, 6]);
        const { value, grad } = tf.valueAndGrad((output: tf.Tensor) => losses[name](output, targets, regressor))(
          tf.tensor2d(golden.output, [2, 6]),
        );
        const expected = golden.losses[name];
        assertClose(value.dataSync(), [expected.value], 1e-5 * Math.abs(expected.value));
        assertClose(grad.dataSync(), expected.gradient, 1e-4 * Math.max(...expected.gradient.map(Math.abs)));
      });
    });

    it(`${name} is nil, with a finite gradient, for perfect predictions`, () => {
      tf.tidy(() => {
        const targets = tf.tensor2d(golden.targets, [2, 6]);
        const { value, grad } = tf.valueAndGrad((output: tf.Tensor) => losses[name](output, targets, regressor))(
          targets.clone(),
        );
        assertClose(value.dataSync(), [0], 1e-6);
        assert.ok(grad.dataSync().every(Number.isFinite));
      });
    });
  }

  it('adds the cross-entropy of heatmaps, with its weight, as PyTorch has it', () => {
    const { logits, targets, entropy } = golden.heatmaps;
    const heatmaps = { ...regressor, landmarks: () => tf.tensor2d(targets, [2, 6]) } as Network;
    const loss = lossOf({ loss: 'mse', heatmapWeight: 0.5 });
    tf.tidy(() => {
      const value = loss(tf.tensor4d(logits, [2, 5, 6, 3]), tf.tensor2d(targets, [2, 6]), heatmaps);
      assertClose(value.dataSync(), [0.5 * entropy], 1e-5);
    });
  });

  it('does not count heatmaps of landmarks outside the image', () => {
    const { logits } = golden.heatmaps;
    const outside = new Array<number>(12).fill(3);
    const heatmaps = { ...regressor, landmarks: () => tf.tensor2d(outside, [2, 6]) } as Network;
    tf.tidy(() => {
      const output = tf.tensor4d(logits, [2, 5, 6, 3]);
      const value = lossOf({ loss: 'mse', heatmapWeight: 1 })(output, tf.tensor2d(outside, [2, 6]), heatmaps);
      assertClose(value.dataSync(), [0], 1e-6);
    });
  });

  it('says that a network has no heatmaps', () => {
    tf.tidy(() => {
      const landmarks = tf.tensor2d(golden.targets, [2, 6]);
      assert.throws(
        () => lossOf({ loss: 'mse', heatmapWeight: 1 })(landmarks, landmarks, regressor),
        /no heatmaps.*\[2, 6\]/,
      );
    });
  });
});
