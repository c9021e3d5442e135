import assert from 'node:assert/strict';
import { reuseNote } from '../../lib/runs/result';
import { matchSnapshot } from '../snapshot';
import { madeUpSweep } from './made-up';

const BEFORE = new Date(0);
const figures = {
  default: [0.003, 0.0031, 0.0032],
  'no augment': [0.004, 0.0042, 0.0041],
  wide: [0.003, 0.0032, 0.0031],
};

describe('runs/result', () => {
  it('compares each variation with the base, paired by seed', () => {
    const [base, worse, same] = madeUpSweep(figures, BEFORE).rows();
    assert.equal(base!.difference, undefined);
    assert.ok(Math.abs(worse!.difference!.mean - 0.001) < 1e-9);
    assert.ok(worse!.difference!.mean > worse!.difference!.margin);
    assert.ok(Math.abs(same!.difference!.mean) < same!.difference!.margin);
  });

  it('compares any figure, of any variation', () => {
    const result = madeUpSweep(figures, BEFORE);
    assert.equal(result.metric.key, 'validationMse');
    assert.ok(Math.abs(result.meanAndSd('no augment', 'trainingMse').mean - 0.00205) < 1e-9);
    assert.ok(Number.isNaN(result.meanAndSd(undefined, 'unknown').mean));
    assert.throws(() => result.runsOf('other'), RangeError);
  });

  it('compares what is left where runs have failed', () => {
    const failing = { default: [0.003, 'killed', 0.0032], 'no augment': ['killed', 0.0042, 0.0041], wide: ['killed'] };
    const result = madeUpSweep(failing, BEFORE);
    const [base, worse, ...more] = result.rows();
    assert.deepEqual(more, []);
    assert.deepEqual([base!.runs.length, worse!.runs.length], [2, 2]);
    assert.ok(Math.abs(worse!.difference!.mean - (0.00415 - 0.0031)) < 1e-9);
    assert.throws(() => result.complete(), { name: 'RunError', message: /^- default, seed 2: killed\n/ });
    assert.equal(madeUpSweep(figures, BEFORE).complete().failures.length, 0);
  });

  it('tells which runs came from the cache', () => {
    const runs = ['2026-01-02T10:00:00.000Z', '2026-01-01T10:00:00.000Z'].map((started) => ({ started }));
    const notes = [reuseNote(runs, 2), reuseNote(runs, 9), reuseNote(runs.slice(1), 1)];
    matchSnapshot(notes.join('\n'), 'reuse-notes.txt');
    assert.equal(reuseNote([], 2), '');
  });
});
