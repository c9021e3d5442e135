import assert from 'node:assert/strict';
import { SweepClock } from '../../lib/runs/progress';
import type { RunSpec } from '../../lib/runs/run';
import { madeUpBatch } from '../figures/made-up';

const run = (epochs: number): RunSpec => ({ parameters: { epochs } }) as RunSpec;

describe('runs/progress', () => {
  it('counts the epochs of all runs, a resumed one from where it stood', () => {
    const runs = [run(10), run(10)];
    let now = 0;
    const time = new SweepClock(runs, () => now);
    assert.equal(time.secondsLeft, undefined);
    time.note(runs[0]!, 1);
    time.note(runs[1]!, 9);
    now = 6000;
    assert.equal(time.total, 20);
    assert.equal(time.done, 10);
    // Two epochs took six seconds; the eight before were done in an earlier session.
    assert.equal(time.secondsLeft, 30);
  });

  it('estimates by the steps of the runs until an epoch has ended, whatever their start took', () => {
    const runs = [run(10), run(10), run(4)];
    let now = 60_000;
    const time = new SweepClock(runs, () => now);
    now = 90_000;
    // One epoch takes 10 s: 9.5 of ten are to come.
    time.noteBatch(runs[0]!, madeUpBatch(10, 1, 95));
    assert.equal(time.secondsLeft, 235);
    // The other one goes on from its third epoch, at half that speed.
    time.noteBatch(runs[1]!, madeUpBatch(10, 3, 150));
    assert.equal(time.done, 3);
    assert.equal(time.secondsLeft, 21 / (0.1 + 0.05));
    now = 100_000;
    time.note(runs[0]!, 1);
    assert.equal(Math.round(time.secondsLeft), 547);
  });
});
