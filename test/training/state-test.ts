import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { copyWeights } from '../../lib/networks/weights';
import { tf } from '../../lib/ops/tensorflow';
import type { TrainingParameters } from '../../lib/training/parameters';
import { bestOf, DivergenceError, hasDiverged, trainingMetrics } from '../../lib/training/record';
import { TrainingState } from '../../lib/training/state';
import { tinyNetwork, tinyParameters, tinySamples } from './tiny';

const data = { training: tinySamples(10), validation: tinySamples(3) };
const parameters: TrainingParameters = { ...tinyParameters, epochs: 2, emaDecay: 0.9 };

/** Takes all steps of a training that are left. */
async function finish(state: TrainingState) {
  while (state.epochs.length < parameters.epochs) {
    while (state.batch < state.batches) state.step();
    await state.finishEpoch();
  }
  return state.finish();
}

describe('TrainingState', () => {
  it('counts epochs, batches and steps', async () => {
    const network = tinyNetwork();
    const state = new TrainingState(network, data, parameters);
    assert.deepEqual([state.epoch, state.batch, state.steps, state.batches], [1, 0, 0, 3]);
    const { epoch, batch, batches } = state.step();
    assert.deepEqual([epoch, batch, batches], [1, 1, 3]);
    state.step();
    state.step();
    await state.finishEpoch();
    assert.deepEqual([state.epoch, state.batch, state.steps, state.epochs.length], [2, 0, 3, 1]);
    state.dispose();
    network.dispose();
  });

  it('takes the steps of all repetitions in an epoch', () => {
    const network = tinyNetwork();
    const state = new TrainingState(network, data, { ...parameters, augmentationRepeats: 2 });
    assert.equal(state.batches, 6);
    state.dispose();
    network.dispose();
  });

  it('resumes at any step, in another network, to the same weights and predictions', () => resumes(parameters));

  it('resumes within repetitions', () => {
    return resumes({ ...parameters, augmentation: { contrast: { uniform: [-0.5, 0.5] } }, augmentationRepeats: 2 });
  });

  async function resumes(parameters: TrainingParameters): Promise<void> {
    const before = tf.memory().numTensors;
    const network = tinyNetwork();
    const whole = new TrainingState(network, data, parameters);
    const expected = await finish(whole);
    for (const steps of [0, 2, whole.batches, whole.batches + 2, 2 * whole.batches]) {
      const first = tinyNetwork();
      const second = tinyNetwork(99);
      const stopped = new TrainingState(first, data, parameters);
      for (let i = 0; i < steps; i++) {
        stopped.step();
        if (stopped.batch === stopped.batches) await stopped.finishEpoch();
      }
      const resumed = new TrainingState(second, data, parameters);
      resumed.restore(structuredClone(stopped.save()));
      const { predictions } = await finish(resumed);
      assert.deepEqual(predictions, expected.predictions, `${steps} steps`);
      assert.deepEqual(copyWeights(second), copyWeights(network), `${steps} steps`);
      for (const used of [stopped, resumed, first, second]) used.dispose();
    }
    whole.dispose();
    network.dispose();
    assert.equal(tf.memory().numTensors, before);
  }

  it('tells that it diverged, and where', () => {
    const network = tinyNetwork();
    const state = new TrainingState(network, data, { ...parameters, learningRate: 1e30 });
    assert.throws(() => {
      for (let i = 0; i < 3; i++) state.step();
    }, DivergenceError);
    state.dispose();
    network.dispose();
  });
});

describe('training records', () => {
  it('say where a training diverged, and how far it was good', () => {
    const place = { step: 2412, epoch: 5, batch: 12, learningRate: 0.03 };
    assert.equal(
      new DivergenceError(place, epochs).message,
      'The training diverged: the loss is not a finite number at step 2412 (epoch 5, batch 12). ' +
        'The last good epoch was 4 (validation MSE 0.300). Try a tenth of the learning rate, which was 0.03.',
    );
  });

  it('count as diverged when they end worse than any point inside the image', () => {
    const ended = (validationMse: number) => hasDiverged({ epochs: [epochs[0]!, { ...epochs[1]!, validationMse }] });
    assert.deepEqual([0.003, 1, 1.0001, 1.38e8, Infinity, NaN].map(ended), [false, false, true, true, true, true]);
    assert.equal(hasDiverged({ epochs: [] }), false);
  });

  const epochs = [0.5, 0.2, 0.2, 0.3].map((validationMse, i) => ({
    epoch: i + 1,
    learningRate: 1e-3,
    trainingLoss: 1,
    validationLoss: 1,
    trainingMse: 0.1 / (i + 1),
    validationMse,
    seconds: 1,
    samplesPerSecond: 1,
  }));

  it('have a best epoch, the first one of a tie', () => {
    assert.equal(bestOf(epochs)?.epoch, 2);
    assert.equal(bestOf([]), undefined);
  });

  it('give the training MSE of the last epoch and the validation MSE of the best', () => {
    assert.deepEqual(trainingMetrics({ epochs, bestEpoch: 2, predictions: [] }), {
      trainingMse: 0.025,
      bestEpochValidationMse: 0.2,
    });
    assert.deepEqual(trainingMetrics({ epochs: [], bestEpoch: 1, predictions: [] }), {
      trainingMse: NaN,
      bestEpochValidationMse: NaN,
    });
  });
});
