import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imm58 } from '../../lib/landmarks/imm58';
import { mirrorPoints } from '../../lib/landmarks/landmark-set';
import { tf } from '../../lib/ops/tensorflow';
import type { Network } from '../../lib/networks/network';
import { averagedPoints, mirrorFractions, predictAveraged } from '../../lib/training/test-time';
import { assertClose, noiseSamples } from '../transforms/arbitraries';
import { tinyNetwork, tinySamples } from './tiny';

/** 'Finds' a face of two points as the centre of mass of the brightness, and says it is the left one, too. */
const centreOfMass = {
  name: 'Centre of mass',
  forward: (pictures: tf.Tensor4D) => {
    const [count, height, width] = pictures.shape;
    const light = pictures.add(0.5);
    const x = tf.range(0, width).add(0.5).div(width).reshape([1, 1, width, 1]);
    const y = tf.range(0, height).add(0.5).div(height).reshape([1, height, 1, 1]);
    const sum = light.sum([1, 2]);
    return tf.concat([light.mul(x).sum([1, 2]).div(sum), light.mul(y).sum([1, 2]).div(sum)], 1).reshape([count, 2]);
  },
  points: (output: tf.Tensor) => output as tf.Tensor2D,
} as unknown as Network;
const onePoint = { ...imm58, count: 1, mirror: [0] };

describe('test-time averaging', () => {
  it('mirrors points as the scheme does', () => {
    const { points } = noiseSamples(1);
    const mirrored = tf.tidy(() => mirrorFractions(tf.tensor2d(points, [1, 116]), imm58).dataSync());
    assertClose(mirrored, mirrorPoints(imm58, points, 1), 1e-6);
  });

  it('brings every view back: what is found right in all views stays where it is', () => {
    tf.tidy(() => {
      const dot = tf.buffer([1, 40, 40, 1]);
      for (const [y, x] of [
        [16, 25],
        [16, 26],
        [17, 25],
        [17, 26],
      ] as const)
        dot.set(1, 0, y, x, 0);
      const pictures = dot.toTensor().sub<tf.Tensor4D>(0.5);
      const found = averagedPoints(centreOfMass, pictures, onePoint, { flips: true, scales: [1, 0.8, 1.25] });
      assertClose(found.dataSync(), [26 / 40, 17 / 40], 0.003);
    });
  });

  it('makes predictions the same for a picture and its mirror image, mirrored', () => {
    const network = tinyNetwork();
    const samples = tinySamples(3);
    const { scheme, pictures, width } = samples;
    const flipped = pictures.map((_, i) => pictures[i - (i % width) + width - 1 - (i % width)]!);
    const [a, b] = [samples, { ...samples, pictures: flipped }].map((s) =>
      predictAveraged(network, s, { flips: true }),
    );
    const mirrored = tf.tidy(() => mirrorFractions(tf.tensor2d(b!, [3, 4]), scheme).dataSync());
    assertClose(a!, mirrored, 1e-5);
    assert.notDeepEqual(a, predictAveraged(network, samples, {}));
    network.dispose();
  });
});
