import assert from 'node:assert/strict';
import type { Layer } from '../../lib/networks/layer';
import { Conv2d } from '../../lib/networks/layers/convolution';
import { Flatten } from '../../lib/networks/layers/flatten';
import { Linear } from '../../lib/networks/layers/linear';
import { GlobalAveragePool, MaxPool2d } from '../../lib/networks/layers/pooling';
import { BasicBlock } from '../../lib/networks/layers/residual';
import { Sequential } from '../../lib/networks/layers/sequential';
import { Temperature } from '../../lib/networks/layers/temperature';
import { makeNetwork } from '../../lib/networks/network';
import type { Network } from '../../lib/networks/network';
import { Tape } from '../../lib/networks/tape';
import { hasBfloat16 } from '../../lib/ops/processor';
import { tf } from '../../lib/ops/tensorflow';
import { numbers } from '../ops/check';

const SIZE = [6, 7] as const;

const layers: Record<string, () => Layer> = {
  'a convolution with stride 2': () => new Conv2d(1, 3, 3, { stride: 2, padding: 1 }),
  'a linear layer on flattened pixels': () => new Sequential([new Flatten(), new Linear(42, 4)]),
  'padded max-pooling': () => new Sequential([new Conv2d(1, 2, 1), new MaxPool2d(3, { stride: 2, padding: 1 })]),
  'a residual block that keeps the shape': () => new Sequential([new Conv2d(1, 4, 1), new BasicBlock(4, 4)]),
  'a residual block that halves the shape': () => new Sequential([new Conv2d(1, 2, 1), new BasicBlock(2, 4, 2)]),
  'global average pooling': () => new Sequential([new Conv2d(1, 3, 3, { padding: 1 }), new GlobalAveragePool()]),
  'a learned temperature': () => new Sequential([new Conv2d(1, 2, 1), new Temperature()]),
};

/** Sum of the output times fixed weights, in training mode; the running statistics do not count for it. */
function lossOf(network: Network, images: tf.Tensor4D): number {
  return tf.tidy(() => {
    const output = network.forward(images, { training: true, precision: 'float32' });
    const weights = numbers(output.shape, 9).dataSync();
    // Added up in double precision, or rounding would hide the smallest changes.
    return output.dataSync<'float32'>().reduce((sum, x, i) => sum + x * weights[i]!, 0);
  });
}

for (const [what, make] of Object.entries(layers)) {
  describe(`The gradient of ${what}`, () => {
    it('is that of finite differences', () => {
      const before = tf.memory().numTensors;
      const network = makeNetwork({ name: 'test', inputShape: [...SIZE], layers: make(), seed: 3 });
      const images = numbers([2, ...SIZE, 1], 1);
      const tape = new Tape();
      const output = network.forward(images, { training: true, precision: 'float32', tape });
      const gradients = tape.backward(output, numbers(output.shape, 9));
      for (const [parameter, gradient] of gradients) {
        const value = parameter.value();
        const [start, slope] = [Float32Array.from(value.dataSync()), gradient.dataSync()];
        value.dispose();
        const scale = Math.max(...slope.map(Math.abs), 0.1);
        for (const place of [0, Math.floor(start.length / 2), start.length - 1]) {
          const at = (shift: number): number => {
            parameter.assign(start.map((x, i) => (i === place ? x + shift : x)));
            return lossOf(network, images);
          };
          const step = 2 ** -12;
          const measured = (at(step) - at(-step)) / (2 * step);
          parameter.assign(start);
          const difference = Math.abs(measured - slope[place]!);
          assert.ok(difference < 0.02 * scale, `${parameter.name}[${place}]: ${slope[place]}, measured ${measured}`);
        }
      }
      tf.dispose([images, ...gradients.values()]);
      network.dispose();
      assert.equal(tf.memory().numTensors, before, 'tensors are left over');
    });
  });
}

describe('Tape', () => {
  it('frees everything when a pass is abandoned', () => {
    const network = makeNetwork({ name: 'test', inputShape: [...SIZE], layers: new BasicBlock(1, 2, 2), seed: 1 });
    const images = numbers([1, ...SIZE, 1], 1);
    const before = tf.memory().numTensors;
    for (const precision of hasBfloat16() ? (['float32', 'bfloat16'] as const) : (['float32'] as const)) {
      const tape = new Tape();
      network.forward(images, { training: true, precision, tape });
      tape.dispose();
    }
    assert.equal(tf.memory().numTensors, before);
    images.dispose();
    network.dispose();
  });

  it('adds the gradients of a value that is used twice', () => {
    const before = tf.memory().numTensors;
    const tape = new Tape();
    const x = tf.tensor1d([2]);
    const y = x.mul(3);
    let seen = 0;
    const gradient = (g: tf.Tensor): null[] => {
      seen = g.dataSync()[0]!;
      return [null];
    };
    tape.record({ output: y, inputs: [x], gradient });
    const z = y.mul(y);
    tape.record({ output: z, inputs: [y, y], gradient: (g) => [g.mul(y), g.mul(y)] });
    // d(y^2) / dy = 2 y = 12
    tape.backward(z, tf.tensor1d([1]));
    assert.equal(seen, 12);
    x.dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});
