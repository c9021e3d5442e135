import assert from 'node:assert/strict';
import { beforeAfter } from '../../lib/figures/before-after';
import { errorByLandmark } from '../../lib/figures/error-by-landmark';
import { describePrediction, missingText } from '../../lib/figures/face-view';
import { drawMarks } from '../../lib/figures/marks';
import { predictionGallery } from '../../lib/figures/prediction-gallery';
import { samplesGrid } from '../../lib/figures/samples-grid';
import { interpret } from '../../lib/metrics/interpretation';
import { madeUpSamples, shifted } from './made-up';

const complete = madeUpSamples();
const { count } = complete.landmarkSet;
const predictions = shifted(complete, (face) => 10 * (face + 1));
/** The second landmark of the first face and the last of the second face are missing. */
const landmarks = complete.landmarks.map((value, i) => ([1, 2 * count - 1].includes(Math.floor(i / 2)) ? NaN : value));
const samples = { ...complete, landmarks };
const result = interpret(samples, predictions);

/** How many rings of the ground truth a drawing has. */
const rings = (svg: string): number => (/faces-truth"[^>]*d="([^"]*)"/.exec(svg)?.[1] ?? '').split('M').length - 1;

describe('figures with missing landmarks', () => {
  it('draw neither a mark nor a line for them, also after a round trip through JSON', () => {
    const marks = { truth: [10, 10, NaN, NaN], prediction: [12, 12, 30, 30] };
    for (const one of [marks, JSON.parse(JSON.stringify(marks)) as typeof marks]) {
      const svg = drawMarks(one).text;
      assert.equal(rings(svg), 1);
      assert.match(svg, /faces-joins"[^>]*d="M10 10L12 12"/);
      assert.doesNotMatch(svg, /NaN|null/);
    }
  });

  it('count them in captions', async () => {
    const both = ' In 2 of 4 images, 2 landmarks are missing and not drawn.';
    assert.equal(missingText(samples, [0, 1, 2, 3]), both);
    assert.equal(missingText(samples, [2, 3]), '');
    assert.equal(missingText(samples, [0, 1], [1]), ' In 1 of 2 images, 1 landmark is missing and not drawn.');
    const figures = [
      await samplesGrid(samples, { count: 50 }),
      await beforeAfter(samples, null, { count: 50 }),
      await predictionGallery(result, { count: 50 }),
    ];
    for (const { caption, body } of figures) {
      assert.match(String(caption), /2 landmarks are missing and not drawn\./);
      assert.doesNotMatch(body.text, /NaN/);
    }
  });

  it('have no other landmarks beside those that are drawn, whatever rounding does', async () => {
    const rounded = { ...samples, landmarks: landmarks.map((value) => value * (1 + 3e-7)) };
    assert.doesNotMatch((await samplesGrid(rounded, { count: 2 })).body.text, /faces-others/);
  });

  it('take errors over the others', () => {
    assert.ok(result.errors.every(Number.isFinite));
    assert.equal(result.landmarkErrors.filter(Number.isNaN).length, 2);
    assert.doesNotMatch(describePrediction(result, 0), /NaN/);
    assert.doesNotMatch(errorByLandmark(result).body.text, /NaN/);
  });
});
