import assert from 'node:assert/strict';
import { fullFaceNetwork } from '../../lib/networks/models/full-face';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { noseNetwork } from '../../lib/networks/models/nose';
import { resnet18 } from '../../lib/networks/models/resnet18';
import type { Network } from '../../lib/networks/network';
import type { Parameter } from '../../lib/networks/parameter';
import { tf } from '../../lib/ops/tensorflow';
import { ResourceVariable } from '../../lib/ops/variables';
import { adam } from '../../lib/training/adam';
import type { Optimizer } from '../../lib/training/adam';
import { losses, lossOf } from '../../lib/training/losses';
import type { LossName } from '../../lib/training/losses';
import { repeatedStep, trainingStep } from '../../lib/training/step';
import type { StepResult, TrainingBatch } from '../../lib/training/step';
import { numbers, itIn } from '../ops/check';
import { tinyNetwork } from './tiny';

const trainable = (network: Network): Parameter[] => network.parameters.filter((parameter) => parameter.trainable);
const heatmaps = (): Network => heatmapNetwork({ width: 32, height: 32, channels: 4, landmarks: 2, seed: 1 });

/** A batch for a network with this many landmarks. */
function batchFor({ inputShape }: Network, count: number, landmarks: number, seed = 1): TrainingBatch {
  const places = tf.tidy(() =>
    numbers<tf.Tensor2D>([count, 2 * landmarks], seed + 50)
      .mul<tf.Tensor2D>(0.4)
      .add(0.5),
  );
  return { images: numbers([count, ...inputShape], seed), landmarks: places as tf.Tensor2D };
}

/** Stands for an optimizer: keeps the gradients in variables instead of using them. */
function collector(parameters: readonly Parameter[]): Optimizer & { read(): Float32Array[] } {
  const variables = new Map(parameters.map((parameter) => [parameter, new ResourceVariable(parameter.shape)]));
  const update: Optimizer['update'] = (gradients) =>
    gradients.forEach((gradient, parameter) => variables.get(parameter)!.assign(gradient));
  return {
    ...adam([]),
    step: (gradients) => update(gradients, adam([]).next(0)),
    update,
    read: () => [...variables.values()].map((variable) => variable.read()),
    dispose: () => variables.forEach((variable) => variable.dispose()),
  };
}

/** The length of the difference of two lists of arrays, as a share of the second's length. */
function deviation(actual: readonly Float32Array[], expected: readonly Float32Array[]): number {
  let [difference, whole] = [0, 0];
  expected.forEach((values, i) =>
    values.forEach((value, j) => {
      difference += (actual[i]![j]! - value) ** 2;
      whole += value ** 2;
    }),
  );
  return Math.sqrt(difference / whole);
}

function lossAndFree(result: StepResult): number {
  const loss = result.loss.dataSync()[0]!;
  tf.dispose({ ...result });
  return loss;
}

describe('repeatedStep', () => {
  const networks: Record<string, [make: () => Network, landmarks: number]> = {
    nose: [() => noseNetwork({ seed: 1 }), 1],
    'full face': [() => fullFaceNetwork({ width: 80, height: 60, landmarks: 58, seed: 1 }), 58],
    'ResNet-18': [() => resnet18({ width: 64, height: 64, landmarks: 5, seed: 1 }), 5],
    heatmaps: [heatmaps, 2],
  };
  for (const [name, [make, landmarks]] of Object.entries(networks)) {
    for (const precision of ['float32', 'bfloat16'] as const) {
      itIn(precision)(`gives the gradients and statistics of a single step: ${name}, ${precision}`, () => {
        const [network, reference] = [make(), make()];
        const batch = batchFor(network, 4, landmarks);
        const [kept, expected] = [collector(trainable(network)), collector(trainable(reference))];
        const step = repeatedStep(network, kept, losses.mse, precision);
        const loss = lossAndFree(step.take(batch, 1));
        const wanted = lossAndFree(trainingStep(reference, expected, batch, losses.mse, 1, precision));
        assert.ok(Math.abs(loss - wanted) <= 1e-6 * wanted, `${loss}, ${wanted}`);
        const gradients = expected.read();
        assert.ok(gradients.every((gradient) => gradient.some((value) => value !== 0)));
        assert.ok(deviation(kept.read(), gradients) <= 1e-6);
        const all = [network, reference].map(({ parameters }) => parameters.map(({ variable }) => variable.read()));
        assert.ok(deviation(all[0]!, all[1]!) <= 1e-6);
        step.dispose();
        [kept, expected, network, reference].forEach((owner) => owner.dispose());
        tf.dispose([batch.images, batch.landmarks]);
      });
    }
  }

  for (const loss of Object.keys(losses) as LossName[]) {
    it(`learns as single steps do, with a smaller batch in between: ${loss}`, () => {
      const [network, reference] = [heatmaps(), heatmaps()];
      const [whole, small] = [batchFor(network, 4, 2), batchFor(network, 3, 2, 2)];
      // With the usual epsilon, a gradient near 0 whose last digit decides its sign moves its weight as far as any other.
      const hyperparameters = { weightDecay: 0.1, epsilon: 1e-4 };
      const [own, other] = [network, reference].map((each) => adam(trainable(each), hyperparameters));
      const minimized = lossOf({ loss, heatmapWeight: 0.1 });
      const step = repeatedStep(network, own!, minimized);
      const before = tf.memory().numTensors;
      for (let i = 0; i < 10; i++) {
        const batch = i % 4 === 3 ? small : whole;
        const rate = 1e-3 / (1 + i);
        const actual = lossAndFree(step.take(batch, rate));
        const expected = lossAndFree(trainingStep(reference, other!, batch, minimized, rate));
        assert.ok(Math.abs(actual - expected) <= 1e-5 * expected, `step ${i}: ${actual}, ${expected}`);
        assert.equal(tf.memory().numTensors, before);
      }
      step.dispose();
      [own!, other!, network, reference].forEach((owner) => owner.dispose());
      tf.dispose([whole, small].flatMap(({ images, landmarks }) => [images, landmarks]));
    });
  }

  it('takes batches with missing landmarks, too', () => {
    const network = tinyNetwork();
    const optimizer = adam(trainable(network));
    const step = repeatedStep(network, optimizer, lossOf({ loss: 'mse' }));
    const batch = batchFor(network, 2, 2);
    const history = Array.from({ length: 20 }, () => lossAndFree(step.take({ ...batch, present: [0, 3] }, 1e-2)));
    assert.ok(history[19]! < history[0]! / 2);
    assert.ok(lossAndFree(step.take(batch, 1e-2)) > history[19]!);
    step.dispose();
    optimizer.dispose();
    network.dispose();
    tf.dispose([batch.images, batch.landmarks]);
  });

  it('frees everything when the loss throws', () => {
    const network = tinyNetwork();
    const optimizer = adam(trainable(network));
    const batch = batchFor(network, 2, 2);
    const before = tf.memory().numTensors;
    const step = repeatedStep(network, optimizer, () => {
      throw new Error('broken');
    });
    assert.throws(() => step.take(batch, 1), /broken/);
    assert.equal(tf.memory().numTensors, before);
    step.dispose();
    optimizer.dispose();
    network.dispose();
    tf.dispose([batch.images, batch.landmarks]);
  });
});
