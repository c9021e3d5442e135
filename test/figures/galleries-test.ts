import assert from 'node:assert/strict';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAfter } from '../../lib/figures/before-after';
import { faceRegion } from '../../lib/figures/face-region';
import { resultPicture } from '../../lib/figures/face-view';
import type { Figure } from '../../lib/figures/figure';
import { photoImage } from '../../lib/figures/images';
import { drawMarks, toDrawing } from '../../lib/figures/marks';
import { photoPredictions } from '../../lib/figures/photo-predictions';
import { predictionGallery } from '../../lib/figures/prediction-gallery';
import { samplesGrid } from '../../lib/figures/samples-grid';
import { interpret } from '../../lib/metrics/interpretation';
import { imagesInMemory } from '../../lib/samples/images';
import { bytesOf } from '../samples/bytes';
import { matchSnapshot, readable } from '../snapshot';
import { imagesOf, madeUpSamples, shifted } from './made-up';

const samples = madeUpSamples();
const result = interpret(
  samples,
  shifted(samples, (face) => 10 * (face + 1)),
);

const snapshot = (figure: Figure, name: string) => matchSnapshot(readable(figure.html(1).text), name);

describe('galleries of samples', () => {
  it('show exactly the pixels that the network gets', async () => {
    const smooth = {
      ...samples,
      images: imagesInMemory(
        bytesOf(samples.images).map((_, i) => 60 + (i % 40)),
        samples.width * samples.height,
      ),
    };
    const [first] = imagesOf(await samplesGrid(smooth, { count: 1 }));
    const { data, info } = await sharp(first).grayscale().raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [40, 30]);
    const worst = data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (60 + ((i / info.channels) % 40)))),
      0,
    );
    assert.ok(worst <= 4, `off by ${worst}`);
  });

  it('draw target landmarks and other landmarks apart', async () => {
    snapshot(await samplesGrid(samples, { count: 2, landmarks: [samples.landmarkSet.noseTip] }), 'samples-grid.html');
  });

  it('show samples with their augmented versions', async () => {
    const figure = await beforeAfter(samples, { rotation: { choices: [90] } }, { count: 1, variants: 2 });
    snapshot(figure, 'before-after.html');
    assert.equal(imagesOf(figure).length, 2, 'both versions are rotated by the same angle');
    assert.equal(imagesOf(await beforeAfter(samples, null, { count: 2, variants: 1 })).length, 2, 'nothing changed');
  });
});

describe('galleries of predictions', () => {
  it('are ordered by error, describe each face, and hold each image once', async () => {
    snapshot(await predictionGallery(result, { choice: 'worst', count: 3 }), 'prediction-gallery.html');
  });

  it('say which faces they show', async () => {
    const choices = ['best', 'worst', 'median', 'random'] as const;
    const figures = await Promise.all(choices.map((choice) => predictionGallery(result, { choice, count: 2 })));
    figures.push(await predictionGallery(result, { count: 1 }));
    matchSnapshot(figures.map(({ caption }) => caption).join('\n'), 'prediction-gallery.txt');
  });

  it('cut regions out of the photo, black beyond its edge', async () => {
    const photo = join(__dirname, '..', 'fixtures', 'portrait.jpg');
    const { width, height } = await sharp(photo).metadata();
    const region = { x: -width / 2, y: 0, width, height };
    const image = await photoImage({ photo, width, height }, region, undefined, 100);
    assert.equal(await photoImage({ photo, width, height }, region, undefined, 100), image, 'made once');
    const pixels = await sharp(Buffer.from(/base64,([^"]+)/.exec(image.definition.text)![1]!, 'base64'))
      .grayscale()
      .raw()
      .toBuffer();
    assert.equal(pixels.length, 100 * Math.round((100 * height) / width));
    const rows = Math.floor(pixels.length / 100);
    const mean = (from: number, to: number) =>
      pixels.reduce((sum, value, i) => sum + (i % 100 >= from && i % 100 < to ? value : 0), 0) / ((to - from) * rows);
    assert.ok(mean(0, 45) < 3, 'left of the photo');
    assert.ok(mean(55, 100) > 20, 'inside the photo');
  });

  it('crop the photo to the face, with truth and prediction where they lie in it', async () => {
    const photo = join(__dirname, '..', 'fixtures', 'portrait.jpg');
    const { width, height } = await sharp(photo).metadata();
    const [first] = samples.faces;
    const inPhoto = (x: number, y: number) => [x * width, y * height] as const;
    const landmarks = first!.landmarks.map(
      (_, i) => inPhoto(0.4 + 0.1 * ((i >> 1) % 3), 0.3 + 0.002 * (i >> 1))[i % 2]!,
    );
    const face = { ...first!, photo, width, height, landmarks };
    const fractions = landmarks.map((value, i) => value / (i % 2 === 0 ? width : height));
    const crop = { x: 0, y: 0, width, height };
    const one = { ...samples, faces: [face], crops: [crop], landmarks: fractions };
    const { image, marks } = await resultPicture(interpret(one, fractions), 0);
    assert.equal(image.height, 200, 'square');
    assert.deepEqual(marks.truth, marks.prediction);
    const region = faceRegion(face);
    assert.ok(region.width < 0.7 * width);
    marks.truth!.forEach((value, i) => {
      const [start, side] = i % 2 === 0 ? [region.x, region.width] : [region.y, region.height];
      assert.ok(Math.abs(start + (value / 200) * side - landmarks[i]!) < 0.1 * (side / 200) + 1e-3);
    });
  });

  it('frame the faces of a photo and keep marks of small faces small', async () => {
    const photo = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#555' } })
      .png()
      .toBuffer();
    const face = { box: { x: 100, y: 50, width: 40, height: 40 }, landmarks: [120, 70] };
    const photos = [
      { photo, name: 'street', faces: [face] },
      { photo, name: 'sky', faces: [] },
    ];
    snapshot(await photoPredictions(photos), 'photo-predictions.html');
  });
});

describe('marks on images', () => {
  it('lie where the landmarks are, whatever the image measures', () => {
    assert.deepEqual(toDrawing([0.5, 0.5, 0, 1], 150), [100, 75, 0, 150]);
  });

  it('are so small that neighbors do not touch', () => {
    const rings = (truth: readonly number[], scale?: number) => {
      const [, radius] = /faces-truth"[^>]* d="M[-\d.]+ [-\d.]+a([\d.]+)/.exec(drawMarks({ truth }, scale).text)!;
      return Number(radius);
    };
    const row = (distance: number, count = 30) =>
      Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? (i / 2) * distance : 5));
    assert.equal(rings([10, 10]), 3.6, 'alone');
    assert.equal(rings(row(50)), 1.6, 'many with room');
    for (const distance of [0.5, 1, 3]) assert.ok(2 * rings(row(distance)) < 0.6 * distance, `${distance}`);
    assert.ok(rings(row(50), 0.35) < 0.6, 'enlarged');
  });

  it('join each prediction to its ground truth', () => {
    const marks = [
      { truth: [10, 20], prediction: [30, 40], others: [1, 2], boxes: [1, 2, 3, 4] },
      { truth: [10, 20] },
      { prediction: [30, 40] },
    ];
    matchSnapshot(marks.map((one) => readable(drawMarks(one).text)).join('\n\n'), 'marks.svg');
  });
});
