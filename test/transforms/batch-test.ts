import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { mirrorLandmarks } from '../../lib/landmarks/landmark-set';
import { tf } from '../../lib/ops/tensorflow';
import { Random } from '../../lib/random';
import { grayToInput } from '../../lib/samples/gray';
import type { AugmentationParameters } from '../../lib/transforms/augmentation';
import { makeAugmentedBatch, batchIndices, makeBatch } from '../../lib/transforms/batch';
import type { Batch } from '../../lib/transforms/batch';
import { DataLoader } from '../../lib/transforms/data-loader';
import { assertClose, noiseSamples } from './arbitraries';

const samples = noiseSamples(6);
const augmentation: AugmentationParameters = {
  flip: 0.5,
  rotation: { uniform: [-20, 20] },
  scale: [0.8, 1.2],
  contrast: { uniform: [-0.3, 0.3] },
  brightness: { uniform: [-0.2, 0.2] },
  illumination: 0.2,
  cutout: { probability: 0.5, size: [0.1, 0.4] },
};

const imageOf = (batch: Batch, i: number) => batch.images.slice([i], [1]).dataSync<'float32'>();
const landmarksOf = (batch: Batch, i: number) => batch.landmarks.slice([i], [1]).dataSync<'float32'>();

describe('batchIndices', () => {
  it('takes every image once per epoch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), (count, batchSize) => {
        const batches = batchIndices(count, batchSize, new Random(1));
        assert.deepEqual(
          batches.flat().sort((a, b) => a - b),
          Array.from({ length: count }, (_, i) => i),
        );
        assert.ok(batches.slice(0, -1).every((batch) => batch.length === batchSize));
        const full = batchIndices(count, batchSize, new Random(1), true);
        assert.ok(full.length === 1 || full.every((batch) => batch.length === batchSize));
      }),
    );
  });

  it('keeps the order without a generator', () => {
    assert.deepEqual(batchIndices(5, 2), [[0, 1], [2, 3], [4]]);
  });
});

describe('batches', () => {
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  it('hold gray levels as networks take them, and the landmarks', () => {
    const batch = makeBatch(samples, [4, 1]);
    assert.deepEqual(batch.images.shape, [2, 48, 64, 1]);
    assertClose(imageOf(batch, 0), Array.from(samples.images.read([4]), grayToInput), 1e-6);
    assert.deepEqual(landmarksOf(batch, 1), samples.landmarks.slice(116, 232));
  });

  it('are the same, exactly, with an augmentation that changes nothing', () => {
    const [plain, augmented] = [
      makeBatch(samples, [0, 1, 2]),
      makeAugmentedBatch(samples, [0, 1, 2], {}, new Random(1)),
    ];
    assert.deepEqual(augmented.images.dataSync(), plain.images.dataSync());
    assertClose(augmented.landmarks.dataSync(), plain.landmarks.dataSync(), 1e-6);
  });

  it('flip images and swap left and right landmarks', () => {
    const flipped = makeAugmentedBatch(samples, [3], { flip: 1 }, new Random(1));
    assertClose(flipped.images.dataSync(), makeBatch(samples, [3]).images.reverse(2).dataSync(), 1e-6);
    assertClose(
      landmarksOf(flipped, 0),
      mirrorLandmarks(samples.landmarkSet, samples.landmarks.slice(3 * 116, 4 * 116), 1),
      1e-6,
    );
  });

  it('do not depend on the other images of the batch', () => {
    const random = new Random(5);
    const alone = makeAugmentedBatch(samples, [2], augmentation, random);
    const among = makeAugmentedBatch(samples, [5, 0, 2, 1], augmentation, random);
    assert.deepEqual(landmarksOf(among, 2), landmarksOf(alone, 0));
    assertClose(imageOf(among, 2), imageOf(alone, 0), 1e-6);
  });

  it('transform gray levels by the documented formulas', () => {
    const contrast = { choices: [0.2] };
    const brightness = { choices: [-0.1] };
    const jittered = makeAugmentedBatch(samples, [0], { contrast, brightness }, new Random(1));
    const plain = imageOf(makeBatch(samples, [0]), 0);
    assertClose(
      imageOf(jittered, 0),
      plain.map((gray) => 1.2 * gray - 0.1),
      1e-6,
    );
  });

  it('light images from one side without changing black', () => {
    const lit = imageOf(makeAugmentedBatch(samples, [0], { illumination: 0.5 }, new Random(3)), 0);
    const plain = imageOf(makeBatch(samples, [0]), 0);
    const factor = (x: number, y: number) => (lit[y * 64 + x]! + 0.5) / (plain[y * 64 + x]! + 0.5);
    const bright = (x: number, y: number) => plain[y * 64 + x]! > -0.3;
    // exp(p u + q v): the logarithm of the factor is linear over the image.
    const slopes: number[] = [];
    for (let x = 0; x + 10 < 64; x++) {
      if (bright(x, 7) && bright(x + 10, 7)) slopes.push(Math.log(factor(x + 10, 7) / factor(x, 7)));
    }
    assert.ok(slopes.length > 5 && Math.abs(slopes[0]!) > 0.01);
    for (const slope of slopes) assertClose([slope], [slopes[0]!], 1e-4);
  });

  it('cover one rectangle with one gray', () => {
    const cutout = { probability: 1, size: [0.25, 0.5] as [number, number] };
    const covered = imageOf(makeAugmentedBatch(samples, [0], { cutout }, new Random(1)), 0);
    const plain = imageOf(makeBatch(samples, [0]), 0);
    const changed = [...covered.keys()].filter((i) => Math.abs(covered[i]! - plain[i]!) > 1e-6);
    const [columns, rows] = [new Set(changed.map((i) => i % 64)), new Set(changed.map((i) => Math.floor(i / 64)))];
    assert.ok(columns.size >= 15 && columns.size <= 33 && rows.size >= 11 && rows.size <= 25);
    assert.ok(changed.length > 0.9 * columns.size * rows.size);
    assert.equal(new Set(changed.map((i) => covered[i]!.toFixed(5))).size, 1);
  });

  it('crop larger images to their center', () => {
    const batch = makeAugmentedBatch(samples, [1], null, new Random(1), { width: 40, height: 30 });
    assert.deepEqual(batch.images.shape, [1, 30, 40, 1]);
    const middle = makeBatch(samples, [1]).images.slice([0, 9, 12, 0], [1, 30, 40, 1]);
    assert.deepEqual(batch.images.dataSync(), middle.dataSync());
    const [x, y] = landmarksOf(batch, 0);
    assertClose([x! * 40 + 12, y! * 30 + 9], [samples.landmarks[116]! * 64, samples.landmarks[117]! * 48], 1e-4);
  });

  it('transform every image anew in each epoch, the same way for the same seed', () => {
    const size = { width: 64, height: 48 };
    const loader = new DataLoader(samples, size, { batchSize: 4, augmentation, seed: 1 });
    const again = new DataLoader(samples, size, { batchSize: 4, augmentation, seed: 1 });
    assert.deepEqual(loader.batches(2), again.batches(2));
    assert.notDeepEqual(loader.batches(1), loader.batches(2));
    const [first, second] = [1, 2].map((epoch) => {
      return loader.batch({ epoch, repetition: 0, indices: [0] }).images.dataSync();
    });
    assert.notDeepEqual(first, second);
    assert.deepEqual(again.batch({ epoch: 2, repetition: 0, indices: [0] }).images.dataSync(), second);
  });

  it('repeat all images in an epoch, each time in another order and augmented anew', () => {
    const size = { width: 64, height: 48 };
    const options = { batchSize: 4, augmentation, seed: 1 };
    const once = new DataLoader(samples, size, options);
    const thrice = new DataLoader(samples, size, { ...options, augmentationRepeats: 3 });
    for (const epoch of [1, 2]) {
      const [plans, expected] = [thrice.batches(epoch), once.batches(epoch)];
      assert.equal(plans.length, 3 * expected.length);
      // The first repetition is the epoch of a training without repetitions, bit by bit.
      assert.deepEqual(plans.slice(0, expected.length), expected);
      const indices = batchIndices(samples.faces.length, 4, new Random(1).split('order').split(epoch));
      assert.deepEqual(
        expected.map((plan) => plan.indices),
        indices,
      );
      const stream = new Random(1).split('augmentation').split(epoch);
      const old = makeAugmentedBatch(samples, indices[0]!, augmentation, stream, size);
      assert.deepEqual(thrice.batch(plans[0]!).images.dataSync(), old.images.dataSync());
    }
    const orders = [0, 1, 2].map((repetition) => {
      return thrice
        .batches(1)
        .filter((plan) => plan.repetition === repetition)
        .flatMap((plan) => plan.indices);
    });
    const everyIndex = [...samples.faces.keys()];
    for (const order of orders) {
      assert.deepEqual(
        [...order].sort((a, b) => a - b),
        everyIndex,
      );
    }
    const images = [0, 1, 2].map((repetition) => {
      return String(thrice.batch({ epoch: 1, repetition, indices: [0] }).images.dataSync());
    });
    assert.equal(new Set(images).size, 3);
  });
});
