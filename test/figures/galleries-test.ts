import assert from 'node:assert/strict';
import sharp from 'sharp';
import { beforeAfter } from '../../lib/figures/before-after';
import { filters, featureMaps } from '../../lib/figures/filters';
import type { Figure } from '../../lib/figures/figure';
import { interpret } from '../../lib/metrics/interpretation';
import { drawMarks, toDrawing } from '../../lib/figures/marks';
import { firstFilters, layerOutput } from '../../lib/figures/network-values';
import { photoPredictions } from '../../lib/figures/photo-predictions';
import { predictionGallery } from '../../lib/figures/prediction-gallery';
import { samplesGrid } from '../../lib/figures/samples-grid';
import { noseNetwork } from '../../lib/networks/models/nose';
import { madeUpSamples, shifted } from './made-up';

const samples = madeUpSamples();

const images = (figure: Figure) =>
  [...figure.body.matchAll(/<image id="([^"]+)"[^>]*href="data:image\/\w+;base64,([^"]+)"/g)].map(([, id, data]) => ({
    id: id!,
    file: Buffer.from(data!, 'base64'),
  }));

describe('galleries', () => {
  it('show the very pixels that the network gets', async () => {
    const smooth = { ...samples, images: samples.images.map((_, i) => 60 + (i % 40)) };
    const [first] = images(await samplesGrid(smooth, { count: 1 }));
    const { data, info } = await sharp(first!.file).grayscale().raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [40, 30]);
    const worst = data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (60 + ((i / info.channels) % 40)))),
      0,
    );
    assert.ok(worst <= 4, `off by ${worst}`);
  });

  it('draw points to learn and other points apart', async () => {
    const figure = await samplesGrid(samples, { count: 2, landmarks: [samples.landmarkSet.noseTip] });
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

  it('rank predictions, describe each, and hold each image once', async () => {
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

  it('set samples beside what augmentation made of them, in the same image where it changes nothing', async () => {
    const figure = await beforeAfter(samples, null, { count: 2, variants: 1 });
    assert.deepEqual(
      figure.body.match(/<strong>[^<]*/g),
      [1, 2].flatMap(() => ['<strong>before', '<strong>after']),
    );
    assert.equal(images(figure).length, 2);
    const turned = await beforeAfter(samples, { rotation: { choices: [90] } }, { count: 1, variants: 2 });
    assert.equal(images(turned).length, 2, 'both variants are turned by the same angle');
  });

  it('frame the faces of a photo and keep marks of small faces small', async () => {
    const photo = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#555' } })
      .png()
      .toBuffer();
    const face = { box: { x: 100, y: 50, width: 40, height: 40 }, landmarks: [120, 70] };
    const figure = await photoPredictions([{ photo, name: 'street', faces: [face] }]);
    assert.match(figure.body, /class="faces-boxes"[^>]* d="M50 25H70V45H50z"/);
    assert.match(figure.body, /aria-label="Photo street: 1 face, one at 30 % of the width and 35 % of the height\."/);
    const none = await photoPredictions([{ photo, name: 'sky', faces: [] }]);
    assert.match(none.body, /no face found/);
  });

  it('show what the first layer of a network has learned, and what it makes of a face', () => {
    const network = noseNetwork({ width: 40, height: 30, extraChannels: 0, seed: 1 });
    try {
      const { values, shape } = firstFilters(network);
      assert.equal(
        values.length,
        shape.reduce((a, b) => a * b),
      );
      const first = [...network.layers.all()].find((layer) => layer.name && layer.children().length === 0)!;
      const output = layerOutput(network, samples, 0, first.name);
      assert.equal(output.shape[3], shape[3]);
      assert.throws(() => layerOutput(network, samples, 0, 'nothing'), /no layer 'nothing'; it has /);
    } finally {
      network.dispose();
    }
  });

  it('draw filters of both times on one scale', async () => {
    const weights = (factor: number) => ({ values: [factor, -factor, 0, 0, 0, 0, 0, 0], shape: [2, 2, 1, 2] });
    const figure = await filters(weights(0.5), weights(1));
    assert.equal(figure.body.match(/<li>/g)!.length, 4);
    const pixel = async (file: Buffer) => [...(await sharp(file).removeAlpha().raw().toBuffer()).subarray(0, 3)];
    const pixels = await Promise.all(images(figure).map(({ file }) => pixel(file)));
    // Half the limit, minus half, the limit, minus the limit; the scale's ends are its darkest colors.
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

describe('marks on images', () => {
  it('lie where the points are, whatever the image measures', () => {
    assert.deepEqual(toDrawing([0.5, 0.5, 0, 1], 150), [100, 75, 0, 150]);
  });

  it('join each prediction to its truth', () => {
    const drawing = drawMarks({ truth: [10, 20], prediction: [30, 40] });
    assert.match(drawing, /class="faces-joins"[^>]* d="M10 20L30 40"/);
    assert.doesNotMatch(drawMarks({ truth: [10, 20] }), /faces-(joins|prediction)/);
  });
});
