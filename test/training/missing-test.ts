import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { UserError } from '../../lib/errors';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { tf } from '../../lib/ops/tensorflow';
import { Random } from '../../lib/random';
import type { Dataset } from '../../lib/samples/dataset';
import { adam } from '../../lib/training/adam';
import { evaluate } from '../../lib/training/evaluate';
import { lossOf, losses } from '../../lib/training/losses';
import type { LossName } from '../../lib/training/losses';
import { trainingStep } from '../../lib/training/step';
import { fit } from '../../lib/training/trainer';
import { makeAugmentedBatch, makeBatch } from '../../lib/transforms/batch';
import { numbers } from '../ops/check';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/golden.json';
import { tinyNetwork, tinyParameters, tinySamples } from './tiny';

const size = { width: 160, height: 120 };
/** Of two faces with three landmarks each, the second landmark of the first and the third of the second are missing. */
const MISSING = [1, 5];
const present = [0, 2, 3, 4];
const hide = (landmarks: readonly number[]): number[] =>
  landmarks.map((value, i) => (MISSING.includes(Math.floor(i / 2)) ? NaN : value));
const keep = (landmarks: readonly number[]): number[] =>
  landmarks.filter((_, i) => present.includes(Math.floor(i / 2)));

/** The samples without some of their landmarks. */
function withHoles(samples: Dataset, holes: readonly number[]): Dataset {
  const landmarks = samples.landmarks.map((value, i) => (holes.includes(Math.floor(i / 2)) ? NaN : value));
  return { ...samples, landmarks };
}

describe('training with missing landmarks', () => {
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  for (const name of Object.keys(losses) as LossName[]) {
    it(`takes ${name} over the present landmarks alone, in its value and its gradient`, () => {
      const targets = tf.tensor2d(hide(golden.targets), [2, 6]);
      const output = tf.tensor2d(golden.output, [2, 6]);
      const loss = lossOf({ loss: name });
      const { value, grad } = tf.valueAndGrad((x: tf.Tensor) =>
        loss(x as tf.Tensor2D, targets, { output: x, size, present }),
      )(output);
      const complete = tf.valueAndGrad((x: tf.Tensor) =>
        losses[name](x as tf.Tensor2D, tf.tensor2d(keep(golden.targets), [2, 4]), { output: x, size }),
      )(tf.tensor2d(keep(golden.output), [2, 4]));
      assertClose(value.dataSync(), complete.value.dataSync(), 1e-5 * complete.value.dataSync()[0]!);
      const gradient = Array.from(grad.dataSync());
      assertClose(keep(gradient), complete.grad.dataSync(), 1e-6);
      MISSING.forEach((place) => assert.deepEqual(gradient.slice(2 * place, 2 * place + 2), [0, 0]));
    });
  }

  it('takes the heatmap loss over the present landmarks alone, with a gradient that finite differences confirm', () => {
    const { logits, targets } = golden.heatmaps;
    const truth = tf.tensor2d(hide(targets), [2, 6]);
    const loss = lossOf({ loss: 'mse', heatmapWeight: 1 });
    const plain = tf.zeros<tf.Rank.R2>([2, 6]);
    const of = (output: tf.Tensor): tf.Scalar => loss(plain, truth, { output, size, present });
    const { value, grad } = tf.valueAndGrad(of)(tf.tensor4d(logits, [2, 5, 6, 3]));
    assert.ok(Number.isFinite(value.dataSync()[0]!));
    const gradient = grad.dataSync<'float32'>();
    const step = 1e-2;
    for (let i = 0; i < logits.length; i += 7) {
      const at = (delta: number) =>
        of(
          tf.tensor4d(
            logits.map((logit, j) => (j === i ? logit + delta : logit)),
            [2, 5, 6, 3],
          ),
        ).dataSync()[0]!;
      assertClose([gradient[i]!], [(at(step) - at(-step)) / (2 * step)], 2e-4);
    }
    // The logits of a missing landmark, whose maps are the last dimension.
    const ofMissing = Array.from({ length: 30 }, (_, pixel) => gradient[3 * pixel + 1]!);
    assert.ok(ofMissing.every((slope) => slope === 0));
  });

  it('learns from a whole network what the present landmarks say, whatever the missing ones are', () => {
    const images = numbers([2, 32, 32, 1], 1);
    const weights = (
      [
        [0.2, 0.3, NaN, NaN],
        [0.2, 0.3, 0.9, 0.9],
      ] as const
    ).map((second) => {
      const network = heatmapNetwork({ width: 32, height: 32, channels: 4, landmarks: 2, seed: 1 });
      const optimizer = adam(network.parameters.filter(({ trainable }) => trainable));
      const landmarks = tf.tensor2d([0.4, 0.5, 0.6, 0.7, ...second], [2, 4]);
      const batch = { images, landmarks, present: [0, 1, 2] };
      for (let i = 0; i < 3; i++)
        trainingStep(network, optimizer, batch, lossOf({ loss: 'l1', heatmapWeight: 0.1 }), 1e-3);
      const values = network.parameters[0]!.variable.read();
      optimizer.dispose();
      network.dispose();
      return values;
    });
    assert.ok(weights[0]!.every(Number.isFinite));
    assert.deepEqual(weights[0], weights[1]);
  });

  it('tells which landmarks of a batch are present, also after a flip, and nothing where all are', () => {
    const samples = withHoles(tinySamples(3), [3]);
    assert.equal(makeBatch(samples, [0, 2]).present, undefined);
    assert.deepEqual(makeBatch(samples, [0, 1]).present, [0, 1, 2]);
    // The two ends of the jaw swap.
    assert.deepEqual(makeAugmentedBatch(samples, [0, 1], { flip: 1 }, new Random(1)).present, [0, 1, 3]);
  });

  it('weighs batches by their present landmarks in an evaluation', async () => {
    const network = tinyNetwork();
    const samples = withHoles(tinySamples(5), [1, 8]);
    const whole = await evaluate(network, samples, lossOf({ loss: 'mse' }), { batchSize: 5 });
    const pieces = await evaluate(network, samples, lossOf({ loss: 'mse' }), { batchSize: 2 });
    network.dispose();
    assertClose([pieces.loss, whole.loss], [whole.mse, whole.mse], 1e-6);
  });

  it('trains from the beginning to the end, and refuses a face without any landmark', async () => {
    const network = tinyNetwork();
    const samples = withHoles(tinySamples(18), [0, 3, 11, 21]);
    const { epochs } = await fit(
      network,
      { training: samples, validation: samples },
      { ...tinyParameters, epochs: 20 },
    );
    assert.ok(epochs.at(-1)!.trainingMse < epochs[0]!.trainingMse / 5);
    const empty = withHoles(tinySamples(18), [4, 5]);
    await assert.rejects(fit(network, { training: empty, validation: samples }, tinyParameters), UserError);
    network.dispose();
  });
});
