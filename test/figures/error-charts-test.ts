import assert from 'node:assert/strict';
import { cedCurve } from '../../lib/figures/ced-curve';
import { chartAxes } from '../../lib/figures/chart-axes';
import { errorByLabel, groupBy } from '../../lib/figures/error-by-label';
import { errorByLandmark, errorByPart } from '../../lib/figures/error-by-landmark';
import { placeLabels } from '../../lib/figures/label-places';
import { discScale, landmarkErrorsOf } from '../../lib/figures/mean-face';
import { interpret } from '../../lib/metrics/interpretation';
import { matchSnapshot, readable } from '../snapshot';
import { resetFigures } from './fake-notebook';
import { madeUpSamples, shifted, specOf } from './made-up';

const samples = madeUpSamples();
const off = (pixels: (face: number) => number) => interpret(samples, shifted(samples, pixels));
const result = off((face) => 10 * (face + 1));

describe('errors by label', () => {
  beforeEach(resetFigures);

  it('are grouped, the largest mean first, each point with its face', async () => {
    const figure = await errorByLabel(result, 'pose');
    matchSnapshot(readable(figure.html(1).text), 'error-by-label.html');
    const [faces] = specOf(figure).series;
    assert.deepEqual([...faces!.faces!].sort(), samples.faces.map(({ id }) => id).sort());
    await assert.rejects(errorByLabel(result, 'age'), RangeError);
  });

  it('have confidence intervals by Student’s t', () => {
    const [group] = groupBy(result, 'pose');
    // Two errors, 30 and 60: t(1) = 12.706, deviation 21.2.
    assert.ok(Math.abs(group!.mean - 45) < 1e-4);
    assert.ok(Math.abs(group!.margin - (12.706 * 21.2132) / Math.SQRT2) < 0.1);
  });

  it('are worded as found', async () => {
    const results = [
      result,
      off(() => 5),
      off((face) => (face % 3 === 0 ? 1 : 9)),
      off((face) => (face % 3) + 0.01 * face),
    ];
    const figures = await Promise.all(results.map((one) => errorByLabel(one, 'pose')));
    matchSnapshot(figures.map(({ caption }) => caption).join('\n'), 'error-by-label.txt');
  });
});

describe('figures of the same errors', () => {
  it('have the same scale, from zero', async () => {
    const result = off((face) => 30 + 5 * face);
    const domains = await Promise.all(
      ['pose', 'person'].map(async (label) => chartAxes(specOf(await errorByLabel(result, label))).x.domain),
    );
    assert.deepEqual(domains[0], domains[1]);
    assert.equal(domains[0]![0], 0);
  });
});

describe('errors by landmark', () => {
  const percent = interpret(
    samples,
    shifted(samples, (face, landmark) => 1 + landmark / 10),
    { measure: 'nme' },
  );

  it('are drawn on the mean face', () => {
    matchSnapshot(readable(errorByLandmark(percent).html(1).text), 'error-by-landmark.html');
  });

  it('have discs as large as a round factor allows without overlap', () => {
    const results = [
      percent,
      off(() => 35),
      off(() => 3.2),
      interpret(
        samples,
        shifted(samples, (_, landmark) => landmark),
      ),
    ];
    for (const result of results) {
      const landmarks = landmarkErrorsOf(result);
      const { factor, unit } = discScale(result, landmarks);
      assert.ok(factor > 0 && Number.isFinite(unit));
      for (const [i, a] of landmarks.entries()) {
        for (const b of landmarks.slice(i + 1)) {
          const distance = Math.hypot(a.x - b.x, a.y - b.y);
          assert.ok((a.mean + b.mean) * unit <= Math.max(distance, 0.012 * 200), `${a.landmark}, ${b.landmark}`);
        }
      }
    }
  });

  it('have colors from zero, and numbers that cover no disc', () => {
    const { text } = errorByLandmark(percent).body;
    assert.match(text, /<span>0<\/span>/);
    const circles = [
      { x: 0, y: 0, radius: 1 },
      { x: 3, y: 0, radius: 1 },
      { x: 1.5, y: 2, radius: 1 },
      { x: 50, y: 50, radius: 1 },
    ];
    for (const label of placeLabels(circles, 1)) {
      for (const { x, y, radius } of circles) assert.ok(Math.hypot(label.x - x, label.y - y) > radius);
    }
  });

  it('are averaged by the parts of the face', () => {
    const errors = [
      { part: 'nose', mean: 1 },
      { part: 'chin', mean: 3 },
      { part: 'nose', mean: 2 },
    ];
    assert.deepEqual(errorByPart(errors), [
      { part: 'chin', mean: 3, count: 1 },
      { part: 'nose', mean: 1.5, count: 2 },
    ]);
  });

  it('are worded as found', () => {
    const results = [
      percent,
      off(() => 35),
      off(() => 3.2),
      interpret(
        samples,
        shifted(samples, (face, landmark) => (landmark < 2 ? 9 : 1)),
      ),
      interpret(samples, shifted(samples, (face) => face).slice(0, 2 * samples.faces.length)),
    ];
    matchSnapshot(results.map((one) => errorByLandmark(one).caption).join('\n'), 'error-by-landmark.txt');
  });
});

describe('the cumulative error distribution', () => {
  it('is a staircase with its area and failure rate', () => {
    resetFigures();
    const figure = cedCurve({ ours: [2, 4, 20, 6], theirs: { errors: [1, 1, 9, 9] } }, { limit: 8 });
    matchSnapshot(readable(figure.html(1).text), 'ced-curve.html');
    const [series] = specOf(figure).series;
    assert.deepEqual(series!.x, [0, 2, 4, 6, 8]);
    assert.deepEqual(series!.y, [0, 25, 50, 75, 75]);
    assert.equal(specOf(figure).steps, true);
  });
});
