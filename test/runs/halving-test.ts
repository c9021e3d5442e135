import assert from 'node:assert/strict';
import { sweepTable } from '../../lib/notebook/sweep-table';
import { Random } from '../../lib/random';
import { Halving, halvingWords, leastEpochs } from '../../lib/runs/halving';
import { SweepResult } from '../../lib/runs/result';
import { resultText } from '../../lib/runs/result-text';
import type { RunSpec } from '../../lib/runs/run';
import { madeUpRun } from './made-up';

const EPOCHS = 9;

/** Runs of different variations, the base first. */
const plan = (count: number, seeds = 1): RunSpec[] =>
  Array.from({ length: count }, (_, i) => ({ label: i === 0 ? 'default' : `v${i}`, changes: {} })).flatMap(
    (variation) =>
      Array.from({ length: seeds }, (_, seed) => {
        const run = madeUpRun(variation, seed + 1, 0);
        return { ...run, parameters: { ...run.parameters, epochs: EPOCHS } };
      }),
  );

/** The error of a run after an epoch: most promising runs stay so, some do not. */
const errorOf = (run: RunSpec, epoch: number): number =>
  new Random(1).split(run.key).uniform() / epoch + new Random(2).split(run.key).split(epoch).uniform() / 10;

/** Trains runs in the order of the plan with some workers of random speed. @returns When each was stopped, and epochs done. */
function train(runs: readonly RunSpec[], workers: number, seed: number): { stops: unknown[]; epochs: number } {
  const halving = new Halving(runs, 1);
  const random = new Random(seed);
  const waiting = [...runs];
  const active: { run: RunSpec; epoch: number }[] = [];
  let epochs = 0;
  for (;;) {
    while (active.length < workers && waiting.length > 0) active.push({ run: waiting.shift()!, epoch: 0 });
    if (active.length === 0) break;
    const job = random.choice(active);
    if (!halving.stopOf(job.run)) {
      epochs++;
      halving.note(job.run, { epoch: ++job.epoch, validationMse: errorOf(job.run, job.epoch) });
      if (job.epoch === EPOCHS) halving.end(job.run);
    }
    if (halving.stopOf(job.run) || job.epoch === EPOCHS) active.splice(active.indexOf(job), 1);
  }
  return { stops: runs.map((run) => halving.stopOf(run)), epochs };
}

describe('asynchronous successive halving', () => {
  it('stops what is not among the best third of those before, and never the base', () => {
    const runs = plan(5);
    const halving = new Halving(runs, 2);
    assert.deepEqual(halving.epochs, [2, 6]);
    assert.match(halvingWords(halving), /after epochs 2 and 6/);
    for (const [i, validationMse] of [9, 8, 7, 7.5, NaN].entries()) halving.note(runs[i]!, { epoch: 2, validationMse });
    const stops = runs.map((run) => halving.stopOf(run));
    assert.deepEqual(stops, [undefined, undefined, undefined, { epoch: 2, error: 7.5 }, { epoch: 2, error: Infinity }]);
    // At the second rung, the third run has to beat the two that have got there before it.
    for (const [i, validationMse] of [1, 2, 3].entries()) halving.note(runs[i]!, { epoch: 6, validationMse });
    assert.deepEqual(halving.stopOf(runs[1]!), { epoch: 6, error: 2 });
    assert.deepEqual(halving.stopOf(runs[2]!), { epoch: 6, error: 3 });
  });

  it('decides the same whatever the number of processes and their speed', () => {
    const runs = plan(40);
    const alone = train(runs, 1, 1);
    assert.ok(alone.stops.filter(Boolean).length > 20, 'most runs are stopped');
    assert.ok(alone.epochs < (40 * EPOCHS) / 2, `${alone.epochs} epochs`);
    for (const workers of [2, 5, 40]) {
      for (const seed of [1, 2, 3]) assert.deepEqual(train(runs, workers, seed).stops, alone.stops);
    }
  });

  it('lets only runs with the same seed compete', () => {
    const runs = plan(3, 2);
    const halving = new Halving(runs, 1);
    const errors = [1, 100, 0.5, 50, 2, 200];
    for (const [i, validationMse] of errors.entries()) halving.note(runs[i]!, { epoch: 1, validationMse });
    assert.deepEqual(
      runs.map((run) => halving.stopOf(run)?.error),
      [undefined, undefined, undefined, undefined, 2, 200],
    );
  });

  it('does not wait for runs that have failed', () => {
    const runs = plan(3);
    const halving = new Halving(runs, 1);
    halving.note(runs[0]!, { epoch: 1, validationMse: 1 });
    halving.note(runs[2]!, { epoch: 1, validationMse: 5 });
    assert.equal(halving.stopOf(runs[2]!), undefined);
    halving.end(runs[1]!);
    assert.equal(halving.stopOf(runs[2]!)?.epoch, 1);
  });

  it('refuses more epochs than there are, and begins after a ninth by default', () => {
    assert.throws(() => new Halving(plan(2), 9), /after 9 epochs: the longest has 9\. Give a number from 1 to 8/);
    assert.deepEqual([1, 15, 500].map(leastEpochs), [1, 2, 56]);
  });

  it('is told in the tables of a sweep', () => {
    const [base, other] = plan(2);
    const run = madeUpRun(base!.variation, 1, 0.004);
    const stopped = [{ ...other!, stop: { epoch: 2, error: 0.02 } }];
    const result = new SweepResult(run as never, [run], new Date(0), [], stopped);
    Object.assign(result, { metric: { key: 'validationMse', title: 'MSE', unit: '' } });
    assert.match(resultText(result), /1 variation stopped early, and not compared:\n.*\nv1 +2 +0\.0200 +1\n/);
    assert.match(sweepTable(result).html().text, /stopped after epoch 2/);
  });
});
