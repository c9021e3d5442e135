import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imm58 } from '../../lib/landmarks/imm58';
import { mirrorLandmarks } from '../../lib/landmarks/landmark-set';
import { tf } from '../../lib/ops/tensorflow';
import type { Network } from '../../lib/networks/network';
import { predictWithTta, mirrorFractions, predictAveraged } from '../../lib/training/test-time';
import { assertClose, noiseSamples } from '../transforms/arbitraries';
import { tinyNetwork, tinySamples } from './tiny';

/** 'Finds' a face of two landmarks as the center of mass of the brightness, and says it is the left one, too. */
const centerOfMass = {
  name: 'Center of mass',
  forward: (images: tf.Tensor4D) => {
    const [count, height, width] = images.shape;
    const light = images.add(0.5);
    const x = tf.range(0, width).add(0.5).div(width).reshape([1, 1, width, 1]);
    const y = tf.range(0, height).add(0.5).div(height).reshape([1, height, 1, 1]);
    const sum = light.sum([1, 2]);
    return tf.concat([light.mul(x).sum([1, 2]).div(sum), light.mul(y).sum([1, 2]).div(sum)], 1).reshape([count, 2]);
  },
  landmarks: (output: tf.Tensor) => output as tf.Tensor2D,
} as unknown as Network;
const oneLandmark = { ...imm58, count: 1, mirror: [0] };

describe('test-time emaDecay', () => {
  it('mirrors landmarks as the landmarkSet does', () => {
    const { landmarks } = noiseSamples(1);
    const mirrored = tf.tidy(() => mirrorFractions(tf.tensor2d(landmarks, [1, 116]), imm58).dataSync());
    assertClose(mirrored, mirrorLandmarks(imm58, landmarks, 1), 1e-6);
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
      const images = dot.toTensor().sub<tf.Tensor4D>(0.5);
      const found = predictWithTta(centerOfMass, images, oneLandmark, { flips: true, scales: [1, 0.8, 1.25] });
      assertClose(found.dataSync(), [26 / 40, 17 / 40], 0.003);
    });
  });

  it('makes predictions the same for an image and its mirror image, mirrored', () => {
    const network = tinyNetwork();
    const samples = tinySamples(3);
    const { landmarkSet, images, width } = samples;
    const flipped = images.map((_, i) => images[i - (i % width) + width - 1 - (i % width)]!);
    const [a, b] = [samples, { ...samples, images: flipped }].map((s) => predictAveraged(network, s, { flips: true }));
    const mirrored = tf.tidy(() => mirrorFractions(tf.tensor2d(b!, [3, 4]), landmarkSet).dataSync());
    assertClose(a!, mirrored, 1e-5);
    assert.notDeepEqual(a, predictAveraged(network, samples, {}));
    network.dispose();
  });
});
