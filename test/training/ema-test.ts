import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UserError } from '../../lib/errors';
import { assignWeights, copyWeights } from '../../lib/networks/weights';
import { tf } from '../../lib/ops/tensorflow';
import { WeightEma } from '../../lib/training/ema';
import { assertClose } from '../transforms/arbitraries';
import { tinyNetwork } from './tiny';

describe('WeightEma', () => {
  it('averages all parameters, running statistics included, with a decay that grows', () => {
    const network = tinyNetwork();
    const average = new WeightEma(network, 0.3);
    const start = copyWeights(network);
    const expected = { ...start };
    for (const step of [0, 1, 5, 6]) {
      const weights = Object.fromEntries(Object.entries(start).map(([name, w]) => [name, w.map((x) => x + step + 1)]));
      assignWeights(network, weights);
      average.update(step);
      // (1 + t) / (10 + t): 1/10, 2/11, then 0.3 is the smaller one.
      const decay = [1 / 10, 2 / 11][step] ?? 0.3;
      for (const name in expected)
        expected[name] = expected[name]!.map((x, i) => x * decay + weights[name]![i]! * (1 - decay));
    }
    const averaged = average.state();
    assert.ok('norm.running_var' in averaged, Object.keys(averaged).join(', '));
    for (const name in expected) assertClose(averaged[name]!, expected[name]!, 1e-4);
    average.dispose();
    network.dispose();
  });

  it("restores the network's own weights after use, also after an error", async () => {
    const network = tinyNetwork();
    const tensors = tf.memory().numTensors;
    const average = new WeightEma(network, 0.9);
    const start = copyWeights(network);
    const later = Object.fromEntries(Object.entries(start).map(([name, weights]) => [name, weights.map((x) => x + 1)]));
    assignWeights(network, later);
    await average.use(async () => assert.deepEqual(await Promise.resolve(copyWeights(network)), start));
    assert.deepEqual(copyWeights(network), later);
    await assert.rejects(
      average.use(() => Promise.reject(new Error('inside'))),
      /inside/,
    );
    assert.deepEqual(copyWeights(network), later);
    average.dispose();
    assert.equal(tf.memory().numTensors, tensors);
    network.dispose();
  });

  it('refuses a decay outside [0, 1)', () => {
    const network = tinyNetwork();
    for (const decay of [-0.1, 1, NaN]) assert.throws(() => new WeightEma(network, decay), UserError);
    network.dispose();
  });
});
