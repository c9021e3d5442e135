import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imm58 } from '../../lib/landmarks/imm58';
import { mirrorLandmarks } from '../../lib/landmarks/landmark-set';
import type { Network } from '../../lib/networks/network';
import { predict } from '../../lib/networks/predict';
import { tf } from '../../lib/ops/tensorflow';
import { imagesInMemory } from '../../lib/samples/images';
import { predictWithTta } from '../../lib/training/test-time';
import { makeBatch } from '../../lib/transforms/batch';
import { bytesOf } from '../samples/bytes';
import { assertClose, noiseSamples } from '../transforms/arbitraries';
import { tinyNetwork, tinySamples } from './tiny';

/** 'Finds' a single landmark as the center of mass of the brightness. */
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

describe('test-time augmentation', () => {
  it('leaves in place what is found right in both views', () => {
    tf.tidy(() => {
      const dot = tf.buffer([1, 40, 40, 1]);
      dot.set(1, 0, 16, 25, 0);
      const images = dot.toTensor().sub<tf.Tensor4D>(0.5);
      assertClose(predictWithTta(centerOfMass, images, { mirror: [0] }).dataSync(), [25.5 / 40, 16.5 / 40], 1e-5);
    });
  });

  it('mirrors landmarks back as the landmark set does', () => {
    const { landmarks } = noiseSamples(1);
    const always = { ...centerOfMass, forward: () => tf.tensor2d(landmarks, [1, 116]) } as unknown as Network;
    const found = tf.tidy(() => predictWithTta(always, tf.zeros([1, 4, 4, 1]), imm58).dataSync());
    const mirrored = mirrorLandmarks(imm58, landmarks, 1);
    assertClose(
      found,
      landmarks.map((value, i) => (value + mirrored[i]!) / 2),
      1e-6,
    );
  });

  it('predicts the same for an image and its mirror image, mirrored; also from known predictions', () => {
    const network = tinyNetwork();
    const samples = tinySamples(3);
    const { landmarkSet, images, width } = samples;
    const bytes = bytesOf(images);
    const mirrored = bytes.map((_, i) => bytes[i - (i % width) + width - 1 - (i % width)]!);
    const flipped = { ...samples, images: imagesInMemory(mirrored, images.pixels) };
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const [a, b] = [samples, flipped].map((set) =>
        predictWithTta(network, makeBatch(set, [0, 1, 2]).images, landmarkSet).dataSync<'float32'>(),
      );
      for (const face of [0, 4, 8]) {
        assertClose(a!.slice(face, face + 4), mirrorLandmarks(landmarkSet, b!.slice(face, face + 4), 1), 1e-5);
      }
      const plain = tf.tensor2d(predict(network, images), [3, 4]);
      assertClose(
        predictWithTta(network, makeBatch(samples, [0, 1, 2]).images, landmarkSet, plain).dataSync(),
        a!,
        1e-6,
      );
      assert.notDeepEqual(a, plain.dataSync());
    });
    assert.equal(tf.memory().numTensors, before);
    network.dispose();
  });
});
