import assert from 'node:assert/strict';
import { nme } from '../../lib/metrics/metric';
import { learningCurve, stepCurves, sweepCurves } from '../../lib/notebook/sweep-curves';
import { resetFigures } from '../figures/fake-notebook';
import { specOf } from '../figures/made-up';
import { matchSnapshot, readable } from '../snapshot';
import { sweepOf } from './made-up';

describe('notebook/sweep-curves', () => {
  beforeEach(resetFigures);

  const comparison = sweepOf(
    {
      default: [0.0041, 0.004, 0.0042],
      '1 pass per epoch': [0.0052, 0.0051, 0.005],
    },
    { perRun: (label) => ({ parameters: { batchSize: 16, augmentationRepeats: label === 'default' ? 8 : 1 } }) },
  );

  it('draws the losses of all variations', () => {
    matchSnapshot(readable(String(sweepCurves(comparison, { baseline: 0.005 }).html())), 'sweep-curves.html');
  });

  it('draws them by steps, where epochs differ in length', () => {
    const figure = stepCurves(comparison, { baseline: 0.005 });
    const { x, series } = specOf(figure);
    assert.deepEqual([x.title, x.log], ['Optimizer steps', true]);
    // 192 photos in batches of 16, eight times and once.
    assert.deepEqual(
      series.map((one) => one.x),
      [
        [96, 192],
        [12, 24],
      ],
    );
    assert.match(figure.caption, /by optimizer step\. Final validation MSE: 0\.00410 \(default\), 0\.00510 \(1 pass/);
  });

  it('draws the error by the number of photos on logarithmic axes, with each run and other methods', () => {
    const photos: Readonly<Record<string, number>> = { '1,864 photos': 1864, '256 photos': 256 };
    const sizes = sweepOf(
      { '1,864 photos': [7.6, 7.8], '256 photos': [16.2, 16.6] },
      { metric: nme, perRun: (label) => ({ training: photos[label]! }) },
    );
    const figure = learningCurve(sizes, {
      name: 'ResNet-18',
      baselines: { 'mean-shape baseline': 15.5, 'face-api, same boxes': 7 },
    });
    const { x, y, series } = specOf(figure);
    const [floor, other, line, dots] = series;
    assert.ok(x.log && y.log);
    assert.deepEqual(
      [floor!.y, other!.y],
      [
        [15.5, 15.5],
        [7, 7],
      ],
    );
    assert.notEqual(floor!.color, other!.color);
    assert.deepEqual(line!.x, [256, 1864]);
    assert.deepEqual(dots!.x, [256, 256, 1864, 1864]);
    assert.equal(
      figure.caption,
      'NME by the number of training photos: 16.40% with 256 training photos, 7.70% with 1,864 training photos.',
    );
    matchSnapshot(readable(String(figure.html())), 'learning-curve.html');
    // A dot for each size would only repeat the line.
    assert.equal(specOf(learningCurve(sweepOf({ default: [9], less: [10] }))).series.length, 1);
  });
});
