import assert from 'node:assert/strict';
import sharp from 'sharp';
import { filters, featureMaps } from '../../lib/figures/filters';
import type { Figure } from '../../lib/figures/figure';
import { interpret } from '../../lib/figures/interpretation';
import { drawMarks, toDrawing } from '../../lib/figures/marks';
import { predictionGallery } from '../../lib/figures/prediction-gallery';
import { beforeAfter, samplesGrid } from '../../lib/figures/samples-grid';
import { madeUpSamples, shifted } from './made-up';

const samples = madeUpSamples();

const images = (figure: Figure) =>
  [...figure.body.matchAll(/<image id="([^"]+)"[^>]*href="data:image\/\w+;base64,([^"]+)"/g)].map(([, id, data]) => ({
    id: id!,
    file: Buffer.from(data!, 'base64'),
  }));

describe('galleries', () => {
  it('show the very pixels that the network gets', async () => {
    const smooth = { ...samples, pictures: samples.pictures.map((_, i) => 60 + (i % 40)) };
    const [first] = images(await samplesGrid(smooth, { count: 1 }));
    const { data, info } = await sharp(first!.file).greyscale().raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [40, 30]);
    const worst = data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (60 + ((i / info.channels) % 40)))),
      0,
    );
    assert.ok(worst <= 4, `off by ${worst}`);
  });

  it('draw points to learn and other points apart', async () => {
    const figure = await samplesGrid(samples, { count: 2, points: [samples.scheme.noseTip] });
    const paths = [...figure.body.matchAll(/class="faces-(truth|others)"[^>]* d="([^"]*)"/g)].slice(0, 2);
    const rings = new Map(paths.map(([, kind, d]) => [kind, d!.match(/M/g)!.length]));
    assert.deepEqual(
      rings,
      new Map([
        ['others', 57],
        ['truth', 1],
      ]),
    );
    assert.match(figure.body, /with 1 point to learn at \d+ % of the width/);
  });

  it('rank predictions, describe each, and hold each picture once', async () => {
    const result = interpret(
      samples,
      shifted(samples, (face) => 10 * (face + 1)),
    );
    const figure = await predictionGallery(result, { choice: 'worst', count: 3 });
    assert.deepEqual(figure.body.match(/<strong>[^<]*/g), ['<strong>60.0 px', '<strong>50.0 px', '<strong>40.0 px']);
    assert.match(figure.caption, /3 faces of 6 with the largest errors \(40\.0 to 60\.0 px\)/);
    const ids = images(figure).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, id] of figure.body.matchAll(/<use href="#([^"]+)"/g)) assert.ok(ids.includes(id!));
  });

  it('set samples beside what augmentation made of them', async () => {
    const figure = await beforeAfter(samples, samples, { count: 2 });
    assert.deepEqual(
      figure.body.match(/<strong>[^<]*/g),
      [1, 2].flatMap(() => ['<strong>before', '<strong>after']),
    );
  });

  it('draw filters of both times on one scale', async () => {
    const weights = (factor: number) => ({ values: [factor, -factor, 0, 0, 0, 0, 0, 0], shape: [2, 2, 1, 2] });
    const figure = await filters(weights(0.5), weights(1));
    assert.equal(figure.body.match(/<li>/g)!.length, 4);
    const pixel = async (file: Buffer) => [...(await sharp(file).removeAlpha().raw().toBuffer()).subarray(0, 3)];
    const pixels = await Promise.all(images(figure).map(({ file }) => pixel(file)));
    // Half the limit, minus half, the limit, minus the limit; the scale's ends are its darkest colours.
    assert.deepEqual(pixels, [
      [239, 138, 72],
      [103, 169, 207],
      [166, 54, 3],
      [5, 80, 150],
    ]);
    assert.match(figure.caption, /Mean change of a weight: 0\.125/);
    await assert.rejects(filters(weights(1), { values: [1], shape: [1, 1, 1, 1] }), /equal shapes/);
  });

  it('count the channels that stay silent', async () => {
    const maps = { values: [1, 0, 2, 0], shape: [1, 2, 1, 2] };
    assert.match((await featureMaps(samples, 0, maps)).caption, /2 channels of a layer \(2×1\).*1 channel silent/);
  });
});

describe('marks on pictures', () => {
  it('lie where the points are, whatever the picture measures', () => {
    assert.deepEqual(toDrawing([0.5, 0.5, 0, 1], 150), [100, 75, 0, 150]);
  });

  it('join each prediction to its truth', () => {
    const drawing = drawMarks({ truth: [10, 20], prediction: [30, 40] });
    assert.match(drawing, /class="faces-joins"[^>]* d="M10 20L30 40"/);
    assert.doesNotMatch(drawMarks({ truth: [10, 20] }), /faces-(joins|prediction)/);
  });
});
