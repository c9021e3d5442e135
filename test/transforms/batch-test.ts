import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import fc from 'fast-check';
import type { AugmentationParameters } from '../../lib/transforms/augmentation';
import { augmentedSamples } from '../../lib/transforms/augmented-samples';
import { augmentedBatch, batchIndices, batchOf } from '../../lib/transforms/batch';
import type { Batch } from '../../lib/transforms/batch';
import { Epochs } from '../../lib/transforms/data-loader';
import { mirrorPoints } from '../../lib/landmarks/landmark-set';
import { tf } from '../../lib/ops/tensorflow';
import { Random } from '../../lib/random';
import { greyToInput } from '../../lib/samples/dataset';
import { assertClose, noiseSamples } from './arbitraries';

const samples = noiseSamples(6);
const augmentation: AugmentationParameters = {
  flip: 0.5,
  rotation: { uniform: [-20, 20] },
  scale: [0.8, 1.2],
  contrast: { uniform: [-0.3, 0.3] },
  brightness: { uniform: [-0.2, 0.2] },
  lighting: 0.2,
  cutout: { probability: 0.5, size: [0.1, 0.4] },
};

const pictureOf = (batch: Batch, i: number) => batch.pictures.slice([i], [1]).dataSync<'float32'>();
const pointsOf = (batch: Batch, i: number) => batch.points.slice([i], [1]).dataSync<'float32'>();

describe('batchIndices', () => {
  it('takes every sample once an epoch', () => {
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

  it('hold the greys as networks take them, and the points', () => {
    const batch = batchOf(samples, [4, 1]);
    assert.deepEqual(batch.pictures.shape, [2, 48, 64, 1]);
    const size = 48 * 64;
    assertClose(pictureOf(batch, 0), Array.from(samples.pictures.subarray(4 * size, 5 * size), greyToInput), 1e-6);
    assert.deepEqual(pointsOf(batch, 1), samples.points.slice(116, 232));
  });

  it('are the same, exactly, with an augmentation that changes nothing', () => {
    const [plain, augmented] = [batchOf(samples, [0, 1, 2]), augmentedBatch(samples, [0, 1, 2], {}, new Random(1))];
    assert.deepEqual(augmented.pictures.dataSync(), plain.pictures.dataSync());
    assertClose(augmented.points.dataSync(), plain.points.dataSync(), 1e-6);
  });

  it('flip pictures and exchange left and right', () => {
    const flipped = augmentedBatch(samples, [3], { flip: 1 }, new Random(1));
    assertClose(flipped.pictures.dataSync(), batchOf(samples, [3]).pictures.reverse(2).dataSync(), 1e-6);
    assertClose(pointsOf(flipped, 0), mirrorPoints(samples.scheme, samples.points.slice(3 * 116, 4 * 116), 1), 1e-6);
  });

  it('do not depend on which other samples stand in the batch', () => {
    const random = new Random(5);
    const alone = augmentedBatch(samples, [2], augmentation, random);
    const among = augmentedBatch(samples, [5, 0, 2, 1], augmentation, random);
    assert.deepEqual(pointsOf(among, 2), pointsOf(alone, 0));
    assertClose(pictureOf(among, 2), pictureOf(alone, 0), 1e-6);
  });

  it('change greys by the documented formulas', () => {
    const contrast = { choices: [0.2] };
    const brightness = { choices: [-0.1] };
    const jittered = augmentedBatch(samples, [0], { contrast, brightness }, new Random(1));
    const plain = pictureOf(batchOf(samples, [0]), 0);
    assertClose(
      pictureOf(jittered, 0),
      plain.map((grey) => 1.2 * grey - 0.1),
      1e-6,
    );
  });

  it('light pictures from a side without changing black', () => {
    const lit = pictureOf(augmentedBatch(samples, [0], { lighting: 0.5 }, new Random(3)), 0);
    const plain = pictureOf(batchOf(samples, [0]), 0);
    const factor = (x: number, y: number) => (lit[y * 64 + x]! + 0.5) / (plain[y * 64 + x]! + 0.5);
    const bright = (x: number, y: number) => plain[y * 64 + x]! > -0.3;
    // exp(p u + q v): the logarithm of the factor is linear over the picture.
    const slopes: number[] = [];
    for (let x = 0; x + 10 < 64; x++) {
      if (bright(x, 7) && bright(x + 10, 7)) slopes.push(Math.log(factor(x + 10, 7) / factor(x, 7)));
    }
    assert.ok(slopes.length > 5 && Math.abs(slopes[0]!) > 0.01);
    for (const slope of slopes) assertClose([slope], [slopes[0]!], 1e-4);
  });

  it('cover one rectangle with one grey', () => {
    const cutout = { probability: 1, size: [0.25, 0.5] as [number, number] };
    const covered = pictureOf(augmentedBatch(samples, [0], { cutout }, new Random(1)), 0);
    const plain = pictureOf(batchOf(samples, [0]), 0);
    const changed = [...covered.keys()].filter((i) => Math.abs(covered[i]! - plain[i]!) > 1e-6);
    const [columns, rows] = [new Set(changed.map((i) => i % 64)), new Set(changed.map((i) => Math.floor(i / 64)))];
    assert.ok(columns.size >= 15 && columns.size <= 33 && rows.size >= 11 && rows.size <= 25);
    assert.ok(changed.length > 0.9 * columns.size * rows.size);
    assert.equal(new Set(changed.map((i) => covered[i]!.toFixed(5))).size, 1);
  });

  it('show the middle of samples that are larger', () => {
    const batch = augmentedBatch(samples, [1], null, new Random(1), { width: 40, height: 30 });
    assert.deepEqual(batch.pictures.shape, [1, 30, 40, 1]);
    const middle = batchOf(samples, [1]).pictures.slice([0, 9, 12, 0], [1, 30, 40, 1]);
    assert.deepEqual(batch.pictures.dataSync(), middle.dataSync());
    const [x, y] = pointsOf(batch, 0);
    assertClose([x! * 40 + 12, y! * 30 + 9], [samples.points[116]! * 64, samples.points[117]! * 48], 1e-4);
  });

  it('change every photo anew in each epoch, the same way for the same seed', () => {
    const network = { inputShape: [48, 64, 1] as const };
    const epochs = new Epochs(network, samples, { batchSize: 4, augmentation, seed: 1 });
    const again = new Epochs(network, samples, { batchSize: 4, augmentation, seed: 1 });
    assert.deepEqual(epochs.batches(2), again.batches(2));
    assert.notDeepEqual(epochs.batches(1), epochs.batches(2));
    const [first, second] = [1, 2].map((epoch) => epochs.batch(epoch, [0]).pictures.dataSync());
    assert.notDeepEqual(first, second);
    assert.deepEqual(again.batch(2, [0]).pictures.dataSync(), second);
  });

  it('can be looked at as training sees them', () => {
    const { pictures, points, width, height } = augmentedSamples(samples, augmentation, {
      count: 2,
      seed: 1,
      epoch: 3,
    });
    const network = { inputShape: [48, 64, 1] as const };
    const batch = new Epochs(network, samples, { batchSize: 4, augmentation, seed: 1 }).batch(3, [0, 1]);
    assert.deepEqual([width, height, pictures.length], [64, 48, 2 * 48 * 64]);
    assertClose(points, batch.points.dataSync(), 1e-6);
    const greys = Array.from(batch.pictures.dataSync(), (grey) => Math.min(255, Math.max(0, (grey + 0.5) * 255)));
    assertClose(pictures, greys, 0.51);
  });
});
