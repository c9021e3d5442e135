import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { copyWeights } from '../../lib/networks/weights';
import { tf } from '../../lib/ops/tensorflow';
import { steepestDescent, tryLearningRates } from '../../lib/training/learning-rate-finder';
import { tinyNetwork, tinyParameters, tinySamples } from './tiny';

describe('tryLearningRates', () => {
  it('suggests a rate inside the range, at which the loss still falls, and restores the weights', async () => {
    const network = tinyNetwork();
    const before = copyWeights(network);
    const tensors = tf.memory().numTensors;
    const { rates, losses, suggestion } = await tryLearningRates(
      network,
      { training: tinySamples(12) },
      tinyParameters,
      {
        from: 1e-5,
        to: 10,
        steps: 60,
      },
    );
    assert.ok(suggestion && suggestion > 1e-5 && suggestion < 1, `${suggestion}`);
    assert.equal(rates.length, losses.length);
    assert.equal(rates[0], 1e-5);
    assert.ok(Math.abs(rates[2]! / rates[1]! / (rates[1]! / rates[0]) - 1) < 1e-9, 'a constant factor');
    assert.ok(rates.indexOf(suggestion) < losses.indexOf(Math.min(...losses)), 'before the minimum');
    assert.deepEqual(copyWeights(network), before);
    assert.equal(tf.memory().numTensors, tensors);
    network.dispose();
  });
});

describe('steepestDescent', () => {
  const rates = Array.from({ length: 41 }, (_, i) => 10 ** (-4 + i / 10));

  it('finds the middle of a fall over the logarithm of the rate', () => {
    // Falls like an S around 1e-2 and rises after 10 ** -1.
    const losses = rates.map((rate) => -Math.tanh(2 * Math.log10(rate / 1e-2)) + Math.max(0, Math.log10(rate) + 1) * 5);
    assert.ok(Math.abs(Math.log10(steepestDescent(rates, losses)!) + 2) < 0.05);
  });

  it('finds none where the loss never falls', () => {
    assert.equal(steepestDescent(rates, rates), undefined);
  });
});
