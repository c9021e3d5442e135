import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PlannedRun } from '../../lib/runs/plan';
import { planRuns } from '../../lib/runs/plan';
import type { SweepDisplay } from '../../lib/runs/progress';
import { RunStore } from '../../lib/runs/store';
import { sweep } from '../../lib/runs/sweep';
import { TOO_MANY, toy } from './toy';

/** Counts what a sweep does. */
class Counter implements SweepDisplay {
  todo: readonly PlannedRun[] = [];
  note = '';
  epochs = 0;
  onEpoch: (() => void) | undefined;
  begin(todo: readonly PlannedRun[], note: string): void {
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
  let store: RunStore;
  beforeEach(() => (store = new RunStore(mkdtempSync(join(tmpdir(), 'sweep-')))));
  afterEach(() => rmSync(store.folder, { recursive: true, force: true }));
  const plan = { vary: { extraChannels: [0, 4] }, repeats: 2 };

  it('trains every variation with every seed, and nothing twice', async () => {
    const first = new Counter();
    const result = await sweep(toy, plan, { store, display: first });
    assert.equal(first.todo.length, 4);
    assert.equal(first.epochs, 12);
    assert.equal(first.note, '');
    const [base, wider] = result.rows();
    assert.equal(base!.runs.length, 2);
    assert.ok(wider!.networkParameters > base!.networkParameters);
    assert.ok(Number.isFinite(wider!.difference!.margin));

    const second = new Counter();
    const again = await sweep(toy, plan, { store, display: second });
    assert.equal(second.todo.length, 0);
    assert.match(second.note, /^All 4 runs were there already/);
    assert.deepEqual(
      again.rows().map(({ value }) => value),
      result.rows().map(({ value }) => value),
    );
  });

  it('gives the same numbers again for the same seed, and other ones for another', async () => {
    const one = await sweep(toy, { repeats: 2 }, { store, display: new Counter() });
    const again = await sweep(toy, { repeats: 2 }, { store, display: new Counter(), force: true });
    const mses = (result: typeof one) => result.runs.map(({ metrics }) => metrics.validationMse);
    assert.deepEqual(mses(again), mses(one));
    assert.notEqual(mses(one)[0], mses(one)[1]);
  });

  it('goes on where it was when it is stopped', async () => {
    const whole = await sweep(toy, { base: { epochs: 40 }, repeats: 1 }, { store, display: new Counter() });
    store.remove(whole.runs[0]!.key);
    const stop = new AbortController();
    const counter = new Counter();
    counter.onEpoch = () => counter.epochs === 5 && stop.abort();
    const stopped = sweep(toy, { base: { epochs: 40 }, repeats: 1 }, { store, display: counter, signal: stop.signal });
    await assert.rejects(stopped, { name: 'AbortError' });
    const rest = await sweep(toy, { base: { epochs: 40 }, repeats: 1 }, { store, display: new Counter() });
    assert.equal(rest.runs[0]!.metrics.validationMse, whole.runs[0]!.metrics.validationMse);
    assert.equal(rest.runs[0]!.training.epochs.length, 40);
  });

  it('survives being killed: whole runs are kept, the rest is done by the next call', async () => {
    const script = `
      const { sweep } = require('./lib/runs/sweep');
      const { RunStore } = require('./lib/runs/store');
      const { toy } = require('./test/runs/toy');
      sweep(toy, { vary: { extraChannels: [0, 4] }, repeats: 2 }, { store: new RunStore(${JSON.stringify(store.folder)}), processes: 1 });`;
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', script], { stdio: 'ignore' });
    const [first] = await planRuns(toy, plan, store);
    const record = join(store.place(first!.key), 'record.json');
    while (!existsSync(record)) await pause(50);
    child.kill('SIGKILL');
    const written = statSync(record).mtimeMs;
    const counter = new Counter();
    const result = await sweep(toy, plan, { store, display: counter });
    assert.equal(result.runs.length, 4);
    assert.ok(counter.todo.length >= 1 && counter.todo.length <= 3, `${counter.todo.length} runs were left`);
    assert.equal(statSync(record).mtimeMs, written);
    JSON.parse(readFileSync(record, 'utf8'));
  });

  it('writes event files on request, for new runs and for those in the store', async () => {
    const folder = join(store.folder, 'events');
    const files = (): string[] =>
      readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => /tfevents/.test(name));
    await sweep(toy, { repeats: 1 }, { store, display: new Counter() });
    assert.ok(!existsSync(folder));
    await sweep(toy, { repeats: 2 }, { store, display: new Counter(), tensorBoard: folder });
    assert.deepEqual(
      files()
        .map((name) => name.replace(/ \(.*/, ''))
        .sort(),
      ['toy/default, seed 1', 'toy/default, seed 2'],
    );
    const epochs = files().map((name) => readFileSync(join(folder, name), 'latin1').split('mse/validation').length - 1);
    assert.deepEqual(epochs, [3, 3]);
  });

  it('names a run that fails and finishes the others', async () => {
    const failing = { vary: { extraChannels: [TOO_MANY, 0] }, repeats: 1 };
    await assert.rejects(sweep(toy, failing, { store, display: new Counter() }), {
      name: 'RunError',
      message: `extra channels ${TOO_MANY}, seed 1: Too many channels.`,
    });
    const [good, bad] = await planRuns(toy, failing, store);
    assert.ok(store.read(good!.key));
    assert.equal(store.read(bad!.key), undefined);
  });
});
