import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findMetric, nme, validationMse } from '../../lib/metrics/metric';
import { nmeByFace } from '../../lib/metrics/nme';
import { mseMetrics, nmeMetrics, noseMetrics } from '../../lib/metrics/samples';
import type { Dataset } from '../../lib/samples/dataset';
import { madeUpSamples, shifted } from '../figures/made-up';
import { assertClose } from '../transforms/arbitraries';

const samples = madeUpSamples();
/** Six faces, predicted 10, 20, ... 60 pixels of a 640-pixel-wide photo too far right. */
const predictions = shifted(samples, (face) => 10 * (face + 1));

describe('metrics of a data set', () => {
  it('measure the MSE in fractions, and errors in pixels of the photos', () => {
    const { validationMse, validationPixels } = mseMetrics(predictions, samples);
    const squares = [1, 2, 3, 4, 5, 6].map((face) => (10 * face) ** 2 / 640 ** 2 / 2);
    assertClose([validationMse!], [squares.reduce((a, b) => a + b) / 6], 1e-8);
    assertClose([validationPixels!], [35], 1e-3);
  });

  it('measure pixels by the size of each crop, not of one camera', () => {
    const half: Dataset = { ...samples, crops: samples.crops.map((crop) => ({ ...crop, width: 320, height: 240 })) };
    assertClose([mseMetrics(predictions, half).validationPixels!], [17.5], 1e-3);
  });

  it('measure the tip of the nose alone', () => {
    const moved = Float32Array.from(samples.landmarks);
    const { noseTip, count } = samples.landmarkSet;
    for (let face = 0; face < 6; face++) moved[2 * (face * count + noseTip)]! += 64 / 640;
    const { noseMse, nosePixels } = noseMetrics(moved, samples);
    assertClose([noseMse!, nosePixels!], [0.1 ** 2 / 2, 64], 1e-3);
    assertClose([mseMetrics(moved, samples).validationPixels!], [64 / count], 1e-3);
  });

  it("measure the challenge's figures in percent", () => {
    const errors = nmeByFace(predictions, samples);
    const { nme, fr8, fr10 } = nmeMetrics(predictions, samples);
    assertClose([nme!], [errors.reduce((a, b) => a + b) / 6], 1e-9);
    const above = (threshold: number) => (100 * errors.filter((error) => error > threshold).length) / 6;
    assertClose([fr8!, fr10!], [above(8), above(10)], 1e-9);
    assert.equal(nmeMetrics(samples.landmarks, samples).auc8, 100);
  });

  it('have keys that their descriptions are found by', () => {
    const figures = {
      ...mseMetrics(predictions, samples),
      ...noseMetrics(predictions, samples),
      ...nmeMetrics(predictions, samples),
    };
    for (const key of Object.keys(figures)) assert.equal(findMetric(key)?.key, key);
    assert.equal(findMetric('nme'), nme);
    assert.equal(validationMse.unit, '');
    assert.equal(findMetric('accuracy'), undefined);
  });
});
