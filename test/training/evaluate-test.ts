import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { meanSquaredError } from '../../lib/metrics/mse';
import { predict } from '../../lib/networks/predict';
import { tf } from '../../lib/ops/tensorflow';
import { evaluate } from '../../lib/training/evaluate';
import { losses } from '../../lib/training/losses';
import { assertClose } from '../transforms/arbitraries';
import { tinyNetwork, tinySamples } from './tiny';

describe('evaluate', () => {
  const samples = tinySamples(7);
  const network = tinyNetwork();
  after(() => network.dispose());

  it('gives the predictions with their MSE, whatever the batch size, and leaves no tensors behind', async () => {
    const before = tf.memory().numTensors;
    for (const batchSize of [1, 3, 7, 10]) {
      const { predictions, mse, loss } = await evaluate(network, samples, losses.mse, { batchSize });
      assertClose(predictions, predict(network, samples.images), 1e-6);
      assert.equal(mse, meanSquaredError(predictions, samples.landmarks));
      assertClose([loss], [mse], 1e-6);
    }
    assert.equal(tf.memory().numTensors, before);
  });

  it('reports the loss per face, in pixels where the loss is', async () => {
    const { predictions, loss } = await evaluate(network, samples, losses.l1, { batchSize: 4 });
    const pixels = Array.from(
      predictions,
      (value, i) => (i % 2 === 0 ? 16 : 12) * Math.abs(value - samples.landmarks[i]!),
    );
    assertClose([loss], [pixels.reduce((a, b) => a + b) / pixels.length], 1e-4);
  });

  it('augments predictions, but not the loss, at test time', async () => {
    const plain = await evaluate(network, samples, losses.mse, { batchSize: 4 });
    const augmented = await evaluate(network, samples, losses.mse, { batchSize: 4, testTimeAugmentation: true });
    assert.equal(augmented.loss, plain.loss);
    assert.notDeepEqual(augmented.predictions, plain.predictions);
    assert.equal(augmented.mse, meanSquaredError(augmented.predictions, samples.landmarks));
  });
});
