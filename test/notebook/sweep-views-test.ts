import assert from 'node:assert/strict';
import { nme } from '../../lib/metrics/metric';
import { learningCurve, sweepCurves, sweepParallel, sweepTable } from '../../lib/notebook/sweep-views';
import { resetFigures } from '../figures/fake-notebook';
import { specOf } from '../figures/made-up';
import { matchSnapshot, readable } from '../snapshot';
import { sweepOf } from './made-up';

describe('notebook/sweep-views', () => {
  beforeEach(resetFigures);

  const comparison = sweepOf({
    default: [0.0041, 0.004, 0.0042],
    'learning rate 1e-4': [0.003, 0.0031, 0.0029],
    'no augmentation': [0.0042, 0.0039, 0.0043],
  });

  it('shows a sweep as a table', () => {
    matchSnapshot(readable(String(sweepTable(comparison, { id: 'variations' }).html())), 'sweep-table.html');
  });

  it('shows the values of parameters where several vary', () => {
    const grid = sweepOf(
      { 'learning rate 1e-3, augment': [0.004], 'learning rate 1e-4, no augment': [0.005] },
      {
        perRun: (label) => {
          const changes = label.endsWith('no augment')
            ? { learningRate: 1e-4, augment: false }
            : { learningRate: 1e-3, augment: true };
          return { parameters: changes, changes };
        },
      },
    );
    matchSnapshot(readable(String(sweepTable(grid).html())), 'sweep-grid.html');
    matchSnapshot(readable(String(sweepParallel(grid).html())), 'sweep-parallel.html');
  });

  it('draws false below true, whichever comes first', () => {
    for (const [first, second] of [
      [true, false],
      [false, true],
    ]) {
      const changes = { first: { augment: first! }, second: { augment: second! } };
      const result = sweepOf(
        { first: [0.004], second: [0.005] },
        { perRun: (label) => ({ parameters: changes[label as 'first'], changes: changes[label as 'first'] }) },
      );
      const heights = specOf(sweepParallel(result)).series.map(({ y }) => y[0]);
      assert.deepEqual(heights, [first ? 1 : 0, second ? 1 : 0]);
    }
  });

  it('draws curves and the error by the number of photos', () => {
    matchSnapshot(readable(String(sweepCurves(comparison, { baseline: 0.005 }).html())), 'sweep-curves.html');
    const sizes = sweepOf(
      { default: [9.1], '64 photos': [17.2] },
      { metric: nme, perRun: (label) => ({ training: label === 'default' ? 512 : 64 }) },
    );
    matchSnapshot(readable(String(learningCurve(sizes).html())), 'learning-curve.html');
  });
});
