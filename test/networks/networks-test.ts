import assert from 'node:assert/strict';
import { UserError } from '../../lib/errors';
import { fullFaceNetwork } from '../../lib/networks/models/full-face';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { noseNetwork } from '../../lib/networks/models/nose';
import { resnet18 } from '../../lib/networks/models/resnet18';
import type { Network } from '../../lib/networks/network';
import { predict } from '../../lib/networks/predict';
import { softArgmax } from '../../lib/networks/soft-argmax';
import { summarize } from '../../lib/networks/summary';
import { tf } from '../../lib/ops/tensorflow';
import { imagesInMemory } from '../../lib/samples/images';
import type { Images } from '../../lib/samples/images';
import { assertClose, numbers, itIn } from '../ops/check';

const blank = (count: number, pixels: number): Images => imagesInMemory(new Uint8Array(count * pixels), pixels);

const parametersOf = (network: Network): number => summarize(network).reduce((sum, row) => sum + row.parameters, 0);

/** Makes a network, uses it and asserts that nothing is left over. */
function using(make: () => Network, use: (network: Network) => void): void {
  const before = tf.memory().numTensors;
  const network = make();
  use(network);
  network.dispose();
  assert.equal(tf.memory().numTensors, before, 'tensors are left over');
}

describe('Networks', () => {
  it('ResNet-18 has 11,240,008 trainable parameters and the names of torchvision', () =>
    using(
      () => resnet18({ seed: 1 }),
      (network) => {
        assert.equal(parametersOf(network), 11_240_008);
        const names = network.parameters.map(({ name }) => name);
        assert.equal(names.length, 102);
        for (const name of ['conv1.weight', 'bn1.running_var', 'layer2.0.downsample.0.weight', 'layer4.1.bn2.bias']) {
          assert.ok(names.includes(name), name);
        }
        const rows = summarize(network);
        assert.deepEqual(rows[0], {
          layer: 'conv1: Conv2d 1 -> 64, 7x7, stride 2, padding 3',
          outputShape: [112, 112, 64],
          parameters: 3136,
        });
        assert.deepEqual(rows[rows.length - 1]?.outputShape, [136]);
      },
    ));

  it('ResNet-18 is initialized as in torchvision: variance 2 / fan out, scales 1, statistics 0 and 1', () =>
    using(
      () => resnet18({ width: 32, height: 32, seed: 5 }),
      (network) => {
        const moments = (name: string): number[] =>
          tf.tidy(() => {
            const value = network.parameters.find((parameter) => parameter.name === name)!.value();
            const { mean, variance } = tf.moments(value);
            return [mean.dataSync()[0]!, variance.dataSync()[0]!];
          });
        const [mean, variance] = moments('layer3.1.conv1.weight') as [number, number];
        assert.ok(Math.abs(mean) < 1e-3 && Math.abs(variance * 256 * 9 - 2) < 0.02, `${mean}, ${variance}`);
        assert.deepEqual(moments('bn1.weight'), [1, 0]);
        assert.deepEqual(moments('bn1.running_mean'), [0, 0]);
        assert.deepEqual(moments('layer1.0.bn2.running_var'), [1, 0]);
      },
    ));

  it('layers without normalization are initialized as in PyTorch: uniform in ±1 / sqrt(fan in), biases too', () =>
    using(
      () => noseNetwork({ seed: 2 }),
      (network) => {
        for (const [name, fanIn] of [
          ['conv2.weight', 600],
          ['conv2.bias', 600],
          ['fc1.weight', 2688],
          ['fc1.bias', 2688],
        ] as const) {
          // prettier-ignore
          const value = network.parameters.find((parameter) => parameter.name === name)!.value();
          const largest = value.dataSync<'float32'>().reduce((most, x) => Math.max(most, Math.abs(x)), 0);
          value.dispose();
          const bound = 1 / Math.sqrt(fanIn);
          assert.ok(largest <= bound && largest > 0.8 * bound, `${name}: ${largest}, bound ${bound}`);
        }
      },
    ));

  it('the same seed gives the same weights, another seed others', () => {
    const first = (seed: number): number => {
      const network = noseNetwork({ seed });
      const value = network.parameters[0]!.value();
      const number = value.dataSync()[0]!;
      value.dispose();
      network.dispose();
      return number;
    };
    assert.equal(first(1), first(1));
    assert.notEqual(first(1), first(2));
  });

  it('take the sizes and depths that the ablations ask for', () => {
    for (const depth of [1, 3, 5, 6, 8]) {
      using(
        () => fullFaceNetwork({ width: 80, height: 60, depth, kernelSize: 5, seed: 1 }),
        (network) => assert.deepEqual(predict(network, blank(2, 80 * 60)).length, 2 * 116),
      );
    }
    using(
      () => noseNetwork({ extraChannels: 20, seed: 1 }),
      (network) => assert.deepEqual(summarize(network)[0]?.outputShape, [54, 74, 44]),
    );
    using(
      () => noseNetwork({ width: 30, height: 37, seed: 1 }),
      (network) => assert.equal(predict(network, blank(1, 30 * 37)).length, 2),
    );
    assert.throws(() => noseNetwork({ width: 80, height: 29, seed: 1 }), UserError);
    for (const stride of [4, 8] as const) {
      using(
        () => heatmapNetwork({ width: 72, height: 56, channels: 4, blocks: 2, stride, landmarks: 5, seed: 1 }),
        (network) => {
          const [height, width] = summarize(network).pop()!.outputShape as [number, number];
          assert.deepEqual([height, width], [56 / stride, 72 / stride]);
        },
      );
    }
    assert.throws(() => fullFaceNetwork({ kernelSize: 4, seed: 1 }), UserError);
  });

  it('refuse images of another size', () =>
    using(
      () => noseNetwork({ seed: 1 }),
      (network) => {
        const images = tf.zeros<tf.Rank.R4>([1, 80, 60, 1]);
        const run = (): tf.Tensor => network.forward(images, { training: false, precision: 'float32' });
        assert.throws(run, UserError);
        assert.throws(() => predict(network, blank(1, 5)), RangeError);
        images.dispose();
      },
    ));

  it('predict the same whatever the size of a batch', () =>
    using(
      () => noseNetwork({ seed: 1 }),
      (network) => {
        const bytes = Uint8Array.from({ length: 5 * 60 * 80 }, (_, i) => (i * 89) % 256);
        const images = imagesInMemory(bytes, 60 * 80);
        const [all, pairs] = [predict(network, images), predict(network, images, { batchSize: 2 })];
        assert.equal(all.length, 10);
        all.forEach((x, i) => assert.ok(Math.abs(x - pairs[i]!) < 1e-6));
        assert.equal(predict(network, blank(0, 60 * 80)).length, 0);
      },
    ));

  itIn('bfloat16')('give nearly the same in bfloat16', () =>
    using(
      () => heatmapNetwork({ width: 64, height: 48, channels: 8, landmarks: 3, seed: 1 }),
      (network) => {
        const images = numbers([2, 48, 64, 1], 1);
        const [full, half] = (['float32', 'bfloat16'] as const).map((precision) =>
          tf.tidy(() => network.landmarks(network.forward(images, { training: false, precision }))),
        ) as [tf.Tensor, tf.Tensor];
        assertClose(half, full, 0.01);
        tf.dispose([images, full, half]);
      },
    ),
  );
});

describe('softArgmax', () => {
  it('finds the peak of a map, in fractions of width and height, and the center of a flat one', () => {
    const values = tf.tidy(() => {
      const peak = tf.oneHot(tf.tensor1d([2 * 8 + 5], 'int32'), 32).reshape([1, 4, 8, 1]);
      return softArgmax(tf.concat([peak.mul(50), peak.zerosLike().toFloat()], 3));
    });
    const landmarks = [...values.dataSync()];
    values.dispose();
    [5.5 / 8, 2.5 / 4, 0.5, 0.5].forEach((x, i) => assert.ok(Math.abs(landmarks[i]! - x) < 1e-5, landmarks.join()));
  });
});
