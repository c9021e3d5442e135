import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { planRuns } from '../../lib/runs/plan';
import type { SweepDisplay } from '../../lib/runs/progress';
import type { RunSpec } from '../../lib/runs/run';
import { readRun, removeRun } from '../../lib/runs/store';
import { sweep } from '../../lib/runs/sweep';
import { TOO_MANY, toy } from './toy';

/** Counts what a sweep does. */
class Counter implements SweepDisplay {
  todo: readonly RunSpec[] = [];
  note = '';
  epochs = 0;
  onEpoch: (() => void) | undefined;
  begin(todo: readonly RunSpec[], note: string): void {
    this.todo = todo;
    this.note = note;
  }
  epoch(): void {
    this.epochs++;
    this.onEpoch?.();
  }
  end(): void {}
  close(): void {}
}

describe('runs/sweep', function () {
  this.timeout(300_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sweep-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const plan = { vary: { extraChannels: [0, 4] }, repeats: 2 };

  it('trains every variation with every seed, and nothing twice', async () => {
    const first = new Counter();
    const result = await sweep(toy, plan, { folder, display: first });
    assert.equal(first.todo.length, 4);
    assert.equal(first.epochs, 12);
    assert.equal(first.note, '');
    const [base, wider] = result.rows();
    assert.equal(base!.runs.length, 2);
    assert.ok(wider!.networkParameters > base!.networkParameters);
    assert.ok(Number.isFinite(wider!.difference!.margin));

    const second = new Counter();
    const again = await sweep(toy, plan, { folder, display: second });
    assert.equal(second.todo.length, 0);
    assert.match(second.note, /^All 4 runs came from the cache/);
    assert.deepEqual(
      again.rows().map(({ value }) => value),
      result.rows().map(({ value }) => value),
    );
  });

  it('gives the same numbers again for the same seed, and other ones for another', async () => {
    const one = await sweep(toy, { repeats: 2 }, { folder, display: new Counter() });
    const again = await sweep(toy, { repeats: 2 }, { folder, display: new Counter(), force: true });
    const mses = (result: typeof one) => result.runs.map(({ metrics }) => metrics.validationMse);
    assert.deepEqual(mses(again), mses(one));
    assert.notEqual(mses(one)[0], mses(one)[1]);
  });

  it('goes on where it was when it is stopped', async () => {
    const whole = await sweep(toy, { base: { epochs: 40 }, repeats: 1 }, { folder, display: new Counter() });
    removeRun(whole.runs[0]!);
    const stop = new AbortController();
    const counter = new Counter();
    counter.onEpoch = () => counter.epochs === 5 && stop.abort();
    const stopped = sweep(toy, { base: { epochs: 40 }, repeats: 1 }, { folder, display: counter, signal: stop.signal });
    await assert.rejects(stopped, { name: 'AbortError' });
    const rest = await sweep(toy, { base: { epochs: 40 }, repeats: 1 }, { folder, display: new Counter() });
    assert.equal(rest.runs[0]!.metrics.validationMse, whole.runs[0]!.metrics.validationMse);
    assert.equal(rest.runs[0]!.training.epochs.length, 40);
  });

  it('survives being killed: whole runs are kept, the rest is done by the next call', async () => {
    const script = `
      const { sweep } = require('./lib/runs/sweep');
      const { toy } = require('./test/runs/toy');
      sweep(toy, { vary: { extraChannels: [0, 4] }, repeats: 2 }, { folder: ${JSON.stringify(folder)}, processes: 1 });`;
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', script], { stdio: 'ignore' });
    const [first] = await planRuns(toy, plan, folder);
    const record = join(first!.folder, 'result.json');
    while (!existsSync(record)) await pause(50);
    child.kill('SIGKILL');
    const written = statSync(record).mtimeMs;
    const counter = new Counter();
    const result = await sweep(toy, plan, { folder, display: counter });
    assert.equal(result.runs.length, 4);
    assert.ok(counter.todo.length >= 1 && counter.todo.length <= 3, `${counter.todo.length} runs were left`);
    assert.equal(statSync(record).mtimeMs, written);
    JSON.parse(readFileSync(record, 'utf8'));
  });

  it('writes event files on request, for new runs and for those in the store', async () => {
    const events = join(folder, 'events');
    const files = (): string[] =>
      readdirSync(events, { recursive: true })
        .map(String)
        .filter((name) => /tfevents/.test(name));
    await sweep(toy, { repeats: 1 }, { folder, display: new Counter() });
    assert.ok(!existsSync(events));
    await sweep(toy, { repeats: 2 }, { folder, display: new Counter(), tensorBoard: events });
    assert.deepEqual(
      files()
        .map((name) => name.replace(/ \(.*/, ''))
        .sort(),
      ['toy/default, seed 1', 'toy/default, seed 2'],
    );
    const epochs = files().map((name) => readFileSync(join(events, name), 'latin1').split('mse/validation').length - 1);
    assert.deepEqual(epochs, [3, 3]);
  });

  it('names a run that fails and finishes the others', async () => {
    const failing = { vary: { extraChannels: [TOO_MANY, 0] }, repeats: 1 };
    await assert.rejects(sweep(toy, failing, { folder, display: new Counter() }), {
      name: 'RunError',
      message: `extra channels ${TOO_MANY}, seed 1: Too many channels.`,
    });
    const [good, bad] = await planRuns(toy, failing, folder);
    assert.ok(readRun(good!));
    assert.equal(readRun(bad!), undefined);
  });
});
