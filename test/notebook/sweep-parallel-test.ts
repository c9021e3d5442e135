import assert from 'node:assert/strict';
import { sweepParallel } from '../../lib/notebook/sweep-parallel';
import { resetFigures } from '../figures/fake-notebook';
import { specOf } from '../figures/made-up';
import { matchSnapshot, readable } from '../snapshot';
import { sweepOf } from './made-up';

describe('notebook/sweep-parallel', () => {
  beforeEach(resetFigures);

  it('draws a line from the parameters of each variation to its result', () => {
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
    matchSnapshot(readable(String(sweepParallel(grid).html())), 'sweep-parallel.html');
  });

  it('draws false below true, whichever comes first', () => {
    for (const first of [true, false]) {
      const changes = { first: { augment: first }, second: { augment: !first } } as const;
      const result = sweepOf(
        { first: [0.004], second: [0.005] },
        { perRun: (label) => ({ parameters: changes[label as 'first'], changes: changes[label as 'first'] }) },
      );
      const heights = specOf(sweepParallel(result)).series.map(({ y }) => y[0]);
      assert.deepEqual(heights, first ? [1, 0] : [0, 1]);
    }
  });
});
