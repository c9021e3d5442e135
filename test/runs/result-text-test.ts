import assert from 'node:assert/strict';
import { resultText } from '../../lib/runs/result-text';
import { matchSnapshot } from '../snapshot';
import { madeUpSweep } from './made-up';

const BEFORE = new Date(0);

describe('runs/result-text', () => {
  it('writes a table for the terminal', () => {
    const figures = {
      default: [0.003, 0.0031, 0.0032],
      'no augment': [0.004, 0.0042, 0.0041],
      wide: [0.003, 0.0032, 0.0031],
    };
    const single = madeUpSweep({ default: [0.003], 'no augment': [0.004] }, new Date('2026-02-01'));
    matchSnapshot([resultText(madeUpSweep(figures, BEFORE)), resultText(single)].join('\n\n'), 'sweep.txt');
  });

  it('has no columns for differences where there is only one variation', () => {
    const [head = ''] = resultText(madeUpSweep({ default: [0.003, 0.0031] }, BEFORE)).split('\n');
    assert.deepEqual(head.split(/ {2,}/), ['Variation', 'MSE, mean ± SD', 'Time', 'Parameters', 'Runs']);
  });

  it('has a row for what failed, with the reason, and marks what has diverged', () => {
    const figures = {
      default: [0.003, 0.0031, 0.0032],
      'learning rate 0.1': [1.38e8, 0.12, 250],
      'learning rate 1': [1.38e8, 3.2e12, 17],
      wide: [0.003, 'The process was killed.', 0.0031],
      wider: ['The process was killed.', 'The process was killed.', 'No space.'],
    };
    matchSnapshot(resultText(madeUpSweep(figures, BEFORE)), 'sweep-with-failures.txt');
  });
});
