import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRuns } from '../../lib/runs/plan';
import type { SweepDisplay } from '../../lib/runs/progress';
import type { SweepResult } from '../../lib/runs/result';
import { sweep } from '../../lib/runs/sweep';
import { ranked } from '../../lib/search/confirm';
import { searchPlan } from '../../lib/search/plan';
import { SILENT } from '../runs/silent';
import { toy } from '../runs/toy';

describe('a random search', () => {
  const folders: string[] = [];
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
  const newFolder = (): string => {
    folders.push(mkdtempSync(join(tmpdir(), 'search-')));
    return folders.at(-1)!;
  };
  const ranges = {
    learningRate: { kind: 'log', low: 1e-4, high: 1e-2, whole: false },
    extraChannels: { kind: 'linear', low: 0, high: 8, whole: true },
  } as const;
  const RUNS = 200;
  const plan = searchPlan(toy, { ranges, count: RUNS });

  const outcome = (result: SweepResult): [string, number][] =>
    ranked(result).map(({ variation, value }) => [variation.label, value.mean]);

  it('that was interrupted twice ends as if undisturbed, and nothing is trained twice', async () => {
    const undisturbed = await sweep(toy, plan, { folder: newFolder(), display: SILENT });
    const folder = newFolder();
    let finished = 0;
    for (const part of [60, 130]) {
      const stop = new AbortController();
      const count = (): void => void (++finished >= part && stop.abort());
      const display = { ...SILENT, end: count };
      await assert.rejects(sweep(toy, plan, { folder, display, signal: stop.signal }), { name: 'AbortError' });
    }
    const done: string[] = [];
    const display: SweepDisplay = { ...SILENT, begin: (todo) => void done.push(...todo.map(({ key }) => key)) };
    const result = await sweep(toy, plan, { folder, display });
    assert.ok(
      done.length > 0 && done.length <= RUNS + 1 - finished,
      `${done.length} of ${RUNS} runs and the default were left`,
    );
    assert.deepEqual(outcome(result), outcome(undisturbed));
  });

  it('is done run by run by those who know the keys, in processes of their own', async () => {
    const folder = newFolder();
    const [first, second] = await planRuns(toy, plan, folder);
    for (const { key, label } of [first!, second!]) {
      const result = await sweep(toy, plan, { folder, display: SILENT, only: [key] });
      assert.deepEqual(
        result.runs.map((run) => run.label),
        [label],
      );
    }
    const wrong = sweep(toy, plan, { folder, display: SILENT, only: ['0123'] });
    await assert.rejects(wrong, /has no run with the key 0123\. --list shows the keys/);
  });
});
