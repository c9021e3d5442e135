import assert from 'node:assert/strict';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { noseNetwork } from '../../lib/networks/models/nose';
import type { Network } from '../../lib/networks/network';
import { Parameter } from '../../lib/networks/parameter';
import { tf } from '../../lib/ops/tensorflow';
import { adam } from '../../lib/training/adam';
import type { Loss } from '../../lib/training/loss';
import { losses } from '../../lib/training/losses';
import { trainingStep } from '../../lib/training/step';
import { torchFixture, values } from '../networks/fixture';
import { smallNetwork } from '../networks/small';
import { assertClose, numbers, itIn } from '../ops/check';

const { mse } = losses;

const small = (): Network => heatmapNetwork({ width: 32, height: 32, channels: 4, landmarks: 2, seed: 1 });

describe('adam', () => {
  it("takes ten steps as PyTorch's AdamW, also when resumed halfway", () => {
    const before = tf.memory().numTensors;
    const parameters = [new Parameter([3, 4]), new Parameter([5])] as const;
    parameters.forEach((parameter, i) => {
      parameter.name = ['weight', 'bias'][i]!;
      parameter.assign(Float32Array.from(values(parameter.size, i + 1)));
    });
    let optimizer = adam(parameters, { weightDecay: 0.1 });
    for (let step = 0; step < 10; step++) {
      if (step === 5) {
        const state = optimizer.state();
        optimizer.dispose();
        optimizer = adam(parameters, { weightDecay: 0.1 });
        optimizer.restore(state);
      }
      const gradients = parameters.map((parameter, i) => {
        const gradient = Float32Array.from(values(parameter.size, [10, 30][i]! + step));
        return [parameter, tf.tensor(gradient, parameter.shape)] as const;
      });
      optimizer.step(new Map(gradients), 1e-2 / (1 + step));
      tf.dispose(gradients.map(([, gradient]) => gradient));
    }
    const expected = torchFixture('adam');
    for (const parameter of parameters) {
      const [value, wanted] = [parameter.value(), tf.tensor(expected.get(parameter.name)!, parameter.shape)];
      assertClose(value, wanted, 1e-5, parameter.name);
      tf.dispose([value, wanted]);
      parameter.dispose();
    }
    optimizer.dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('refuses the state and the gradients of other parameters', () => {
    const parameter = new Parameter([1]);
    parameter.name = 'a';
    const optimizer = adam([parameter]);
    assert.throws(() => optimizer.restore({ steps: Float32Array.of(1) }), Error);
    assert.throws(() => optimizer.step(new Map([[new Parameter([1]), tf.scalar(0)]]), 1), Error);
    optimizer.dispose();
    parameter.dispose();
  });
});

describe('trainingStep', () => {
  for (const precision of ['float32', 'bfloat16'] as const) {
    itIn(precision)(
      `learns in ${precision}, leaves no tensors behind and returns the landmarks that the loss is of`,
      () => {
        const network = small();
        const optimizer = adam(network.parameters.filter(({ trainable }) => trainable));
        const [images, targets] = [numbers([4, 32, 32, 1], 1), tf.fill<tf.Rank.R2>([4, 4], 0.3)];
        const before = tf.memory().numTensors;
        const history: number[] = [];
        for (let i = 0; i < 30; i++) {
          const result = trainingStep(network, optimizer, { images, landmarks: targets }, mse, 1e-2, precision);
          history.push(result.loss.dataSync()[0]!);
          const error = tf.tidy(() => result.landmarks.sub(targets).square().mean().dataSync()[0]!);
          assert.ok(Math.abs(error - history[i]!) < 1e-6);
          tf.dispose([result.loss, result.landmarks]);
          assert.equal(tf.memory().numTensors, before);
        }
        assert.ok(history[29]! < 0.1 * history[0]!, `${history[0]} -> ${history[29]}`);
        tf.dispose([images, targets]);
        optimizer.dispose();
        network.dispose();
      },
    );
  }

  it('gives the same numbers when repeated', () => {
    const run = (): number => {
      const network = noseNetwork({ seed: 4 });
      const optimizer = adam(network.parameters);
      const [images, targets] = [numbers([4, 60, 80, 1], 1), tf.fill<tf.Rank.R2>([4, 2], 0.5)];
      let last = 0;
      for (let i = 0; i < 5; i++) {
        const { loss, landmarks } = trainingStep(network, optimizer, { images, landmarks: targets }, mse, 1e-3);
        last = loss.dataSync()[0]!;
        tf.dispose([loss, landmarks]);
      }
      tf.dispose([images, targets]);
      optimizer.dispose();
      network.dispose();
      return last;
    };
    assert.equal(run(), run());
  });

  it('frees everything when the loss throws', () => {
    const network = smallNetwork({ width: 16, height: 8, seed: 1 });
    const [images, targets] = [numbers([1, 8, 16, 1], 1), tf.zeros<tf.Rank.R2>([1, 2])];
    const before = tf.memory().numTensors;
    const broken: Loss = () => {
      throw new Error('broken');
    };
    const optimizer = adam([]);
    assert.throws(() => trainingStep(network, optimizer, { images, landmarks: targets }, broken, 1), /broken/);
    assert.equal(tf.memory().numTensors, before);
    tf.dispose([images, targets]);
    network.dispose();
  });
});
