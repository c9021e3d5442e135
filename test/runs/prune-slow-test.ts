import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SweepDisplay } from '../../lib/runs/progress';
import type { SweepResult } from '../../lib/runs/result';
import { readRun } from '../../lib/runs/store';
import { sweep } from '../../lib/runs/sweep';
import { ranked } from '../../lib/search/confirm';
import { searchPlan } from '../../lib/search/plan';
import { temporaryFolders } from '../environment';
import { collectNotices } from '../notices';
import { SILENT } from './silent';
import { toy } from './toy';

describe('a search that stops runs early', () => {
  collectNotices();
  const newFolder = temporaryFolders();
  const ranges = { learningRate: { kind: 'log', low: 1e-4, high: 1e-2, whole: false } } as const;
  const plan = searchPlan(toy, { ranges, count: 9, base: { epochs: 9 } });
  const outcome = (result: SweepResult) => ({
    finished: ranked(result).map(({ variation, value }) => [variation.label, value.mean]),
    stopped: result.stopped.map(({ label, stop }) => [label, stop]),
  });
  let undisturbed: SweepResult;
  let whole: string;

  it('stops some and finishes others, with one process or two', async () => {
    whole = newFolder();
    undisturbed = await sweep(toy, plan, { folder: whole, display: SILENT, prune: 1, processes: 1 });
    assert.ok(undisturbed.stopped.length >= 3, `${undisturbed.stopped.length} were stopped`);
    assert.equal(undisturbed.stopped.length + undisturbed.runs.length, 10);
    const two = await sweep(toy, plan, { folder: newFolder(), display: SILENT, prune: 1, processes: 2 });
    assert.deepEqual(outcome(two), outcome(undisturbed));
  });

  it('ends as if undisturbed when it was interrupted twice, and trains nothing again', async () => {
    const folder = newFolder();
    let ends = 0;
    for (const part of [3, 6]) {
      const stop = new AbortController();
      const display = { ...SILENT, end: () => void (++ends >= part && stop.abort()) };
      const options = { folder, display, prune: 1, processes: 2, signal: stop.signal };
      await assert.rejects(sweep(toy, plan, options), { name: 'AbortError' });
    }
    const result = await sweep(toy, plan, { folder, display: SILENT, prune: 1, processes: 2 });
    assert.deepEqual(outcome(result), outcome(undisturbed));
    const again: string[] = [];
    const display: SweepDisplay = { ...SILENT, begin: (todo) => void again.push(...todo.map(({ label }) => label)) };
    assert.deepEqual(outcome(await sweep(toy, plan, { folder, display, prune: 1 })), outcome(undisturbed));
    assert.deepEqual(again, []);
  });

  it('leaves no results of stopped runs, but checkpoints, from which they go on to the end', async () => {
    const [stopped] = undisturbed.stopped;
    assert.equal(readRun(stopped!), undefined);
    assert.deepEqual(readdirSync(stopped!.folder).sort(), ['checkpoint', 'stopped.json']);
    const first: number[] = [];
    const display: SweepDisplay = { ...SILENT, epoch: (_, { epoch }) => void first.push(epoch) };
    const { runs } = await sweep(toy, plan, { folder: whole, display, only: [stopped!.key] });
    assert.equal(runs[0]!.training.epochs.length, 9);
    assert.ok(!existsSync(join(stopped!.folder, 'stopped.json')));
    // Finished or not, a sweep that stops runs does not compare it.
    const after = await sweep(toy, plan, { folder: whole, display: SILENT, prune: 1 });
    assert.deepEqual(outcome(after), outcome(undisturbed));
  });
});
