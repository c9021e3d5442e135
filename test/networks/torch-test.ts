import assert from 'node:assert/strict';
import type { Layer } from '../../lib/networks/layer';
import { heatmapNetwork } from '../../lib/networks/models/heatmap';
import { noseNetwork } from '../../lib/networks/models/nose';
import { resnet18 } from '../../lib/networks/models/resnet18';
import type { Network } from '../../lib/networks/network';
import { Tape } from '../../lib/networks/tape';
import { tf } from '../../lib/ops/tensorflow';
import { assertSampled, setWeights, torchFixture, torchOrder, values } from './fixture';

const cases = [
  { name: 'nose', batch: 3, outputs: 2, make: () => noseNetwork({ seed: 1 }) },
  { name: 'resnet18', batch: 2, outputs: 136, make: () => resnet18({ width: 64, height: 64, seed: 1 }) },
  {
    name: 'heatmap',
    batch: 2,
    outputs: 8,
    make: () => heatmapNetwork({ width: 92, height: 60, channels: 6, landmarks: 4, seed: 1 }),
  },
];

/** Layer by layer against PyTorch, within 1e-4 of each tensor's root mean square. */
for (const { name, batch, outputs, make } of cases) {
  describe(`${name} against PyTorch`, () => {
    const expected = torchFixture(name);
    const seen = new Set<string>();
    let network: Network;
    let images: tf.Tensor4D;
    let targets: tf.Tensor2D;
    let tensors: number;

    before(() => {
      tensors = tf.memory().numTensors;
      network = make();
      setWeights(network);
      const [height, width] = network.inputShape;
      const gray = Float32Array.from(values(batch * height * width, 900));
      images = tf.tensor4d(gray, [batch, height, width, 1]);
      targets = tf.tensor2d(
        Float32Array.from(values(batch * outputs, 901), (value) => value + 0.5),
        [batch, outputs],
      );
    });

    after(() => {
      network.dispose();
      tf.dispose([images, targets]);
      assert.equal(tf.memory().numTensors, tensors, 'tensors are left over');
    });

    it('has the same outputs, gradients and running statistics', () => {
      const tape = new Tape();
      const observe = (layer: Layer, output: tf.Tensor): void => {
        const samples = expected.get(`output.${layer.name}`);
        if (!samples) return;
        seen.add(layer.name);
        assertSampled(torchOrder(output, 'activation'), samples, layer.name);
      };
      const output = network.forward(images, { training: true, precision: 'float32', tape, observe });
      const { value, grad } = tf.valueAndGrad((x) => network.landmarks(x).sub(targets).square().mean())(output);
      assert.ok(Math.abs(value.dataSync()[0]! / expected.get('loss')![0]! - 1) < 1e-4, 'loss');
      const gradients = tape.backward(output, grad);
      assert.equal(gradients.size, network.parameters.filter(({ trainable }) => trainable).length);
      for (const [parameter, gradient] of gradients) {
        const samples = expected.get(`gradient.${parameter.name}`);
        assert.ok(samples, `PyTorch has no ${parameter.name}`);
        assertSampled(torchOrder(gradient, 'filter'), samples, parameter.name, 2e-4);
      }
      for (const parameter of network.parameters.filter(({ trainable }) => !trainable)) {
        const value = parameter.value();
        assertSampled(torchOrder(value, 'other'), expected.get(`running.${parameter.name}`)!, parameter.name);
        value.dispose();
      }
      tf.dispose([value, ...gradients.values()]);
      const missed = [...expected.keys()].filter((key) => key.startsWith('output.') && !seen.has(key.slice(7)));
      assert.deepEqual(missed, [], 'layers of PyTorch that were not compared');
    });

    it('predicts the same with the running statistics', () => {
      const predicted = tf.tidy(() => {
        const output = network.forward(images, { training: false, precision: 'float32' });
        return network.landmarks(output).dataSync<'float32'>();
      });
      const wanted = expected.get('prediction')!;
      assert.equal(predicted.length, wanted.length);
      const scale = Math.sqrt(wanted.reduce((sum, x) => sum + x ** 2, 0) / wanted.length);
      predicted.forEach((x, i) => assert.ok(Math.abs(x - wanted[i]!) < 1e-4 * scale, `${i}: ${x}, not ${wanted[i]}`));
    });
  });
}
