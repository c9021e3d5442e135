import assert from 'node:assert/strict';
import { SweepClock } from '../../lib/runs/progress';
import type { RunSpec } from '../../lib/runs/run';

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
});
