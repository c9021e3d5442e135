import assert from 'node:assert/strict';
import { nme, validationMse } from '../../lib/metrics/metric';
import type { BestFindings } from '../../lib/notebook/best-words';
import { errorScale } from '../../lib/notebook/error-scale';
import type { ExperimentData } from '../../lib/runs/experiment';
import { resetFigures } from '../figures/fake-notebook';
import { madeUpSamples, shifted, specOf } from '../figures/made-up';
import { runOf } from './made-up';

const validation = madeUpSamples(24);
const data = {
  training: madeUpSamples(6),
  validation,
  set: { groupName: 'person' },
} as unknown as ExperimentData;
const runs = [20, 22].map((pixels, i) =>
  runOf(0.001, 'default', i + 1, { predictions: [...shifted(validation, (face) => pixels + (face % 3))] }),
);

describe('notebook/error-scale', () => {
  beforeEach(resetFigures);

  it('runs from the mean-shape baseline over the mean of all seeds to the best recipe', () => {
    const findings = { pixels: 3.44, value: { mean: 0.00002, sd: 0, count: 3 } } as BestFindings;
    const best = { faceErrors: validation.faces.map((_, i) => 3 + (i % 2)), findings };
    const figure = errorScale({ metric: validationMse }, runs, data, best, { id: 'scale' });
    const { series, y, x } = specOf(figure);
    assert.deepEqual(
      y.ticks!.map(({ label }) => label),
      ['mean-shape baseline', 'this network', 'best recipe'],
    );
    const [means] = series;
    assert.ok(Math.abs(means!.x[1]! - 22) < 1e-3 && Math.abs(means!.x[2]! - 3.44) < 1e-9);
    means!.x.forEach((value, i) => assert.ok(means!.low![i]! <= value && value <= means!.high![i]!));
    assert.deepEqual([x.title, x.range![0]], ['Error (px in the photo)', 0]);
    assert.match(
      figure.caption,
      /this network 22\.0\spx, and best recipe 3\.44\spx\. Bars: 95% CI over the 8 people; that of the best recipe is of its first seed\.$/,
    );
  });

  it('is in percent for the NME, and does without the best recipe', () => {
    const { y, x } = specOf(errorScale({ metric: nme }, runs, data, undefined));
    assert.equal(y.ticks!.length, 2);
    assert.equal(x.title, 'NME (%)');
  });
});
