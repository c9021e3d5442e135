import assert from 'node:assert/strict';
import { nme } from '../../lib/metrics/metric';
import { sweepTable } from '../../lib/notebook/sweep-table';
import { resetFigures } from '../figures/fake-notebook';
import { matchSnapshot, readable } from '../snapshot';
import { sweepOf } from './made-up';

describe('notebook/sweep-table', () => {
  beforeEach(resetFigures);

  it('shows a sweep as a table', () => {
    const comparison = sweepOf({
      default: [0.0041, 0.004, 0.0042],
      'learning rate 1e-4': [0.003, 0.0031, 0.0029],
      'no augmentation': [0.0042, 0.0039, 0.0043],
    });
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
  });

  it('lists variations of one number in its order, and says how runs were compared', () => {
    const sizes = sweepOf(
      { '512 photos': [9.1], '64 photos': [17.2] },
      { metric: nme, perRun: (label) => ({ parameters: { subset: parseInt(label) }, changes: { subset: 64 } }) },
    );
    const table = sweepTable(sizes);
    const text = String(table.html());
    assert.ok(text.indexOf('>64 photos<') < text.indexOf('>512 photos<'));
    assert.match(table.caption, /Lowest: 9.10% \(512 photos\). One run each: no intervals.$/);
    const folds = sweepOf(
      { default: [0.1, 0.2, 0.3], A: [0.2, 0.3, 0.41] },
      { perRun: (_, fold) => ({ parameters: { fold } }) },
    );
    assert.match(sweepTable(folds).caption, /Student's t-test, paired by fold.$/);
  });
});
