import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { typescriptLoader } from '../../lib/paths';
import { planRuns } from '../../lib/runs/plan';
import type { SweepDisplay } from '../../lib/runs/progress';
import type { RunSpec } from '../../lib/runs/run';
import { removeRun } from '../../lib/runs/store';
import { sweep } from '../../lib/runs/sweep';
import { HARM } from '../harm';
import { FATAL_RATE, toy } from './toy';

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
  batch(): void {}
  epoch(): void {
    this.epochs++;
    this.onEpoch?.();
  }
  end(): void {}
  readonly reasons: string[] = [];
  fail(_: RunSpec, reason: string): void {
    this.reasons.push(reason);
  }
  close(): void {}
}

describe('runs/sweep', () => {
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
    const child = spawn(process.execPath, ['--require', typescriptLoader(), '-e', script], { stdio: 'ignore' });
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

  it('names a run that fails, and compares the others', async () => {
    const failing = { vary: { learningRate: [FATAL_RATE, 1e-3] }, repeats: 1 };
    const counter = new Counter();
    const result = await sweep(toy, failing, { folder, display: counter });
    assert.deepEqual(
      result.runs.map(({ label }) => label),
      ['learning rate 1e-3, seed 1'],
    );
    assert.deepEqual(
      result.failures.map(({ label, reason }) => [label, reason]),
      [['learning rate 0.5, seed 1', 'This learning rate is fatal.']],
    );
    assert.deepEqual(counter.reasons, ['This learning rate is fatal.']);
    const alone = sweep(toy, { base: { learningRate: FATAL_RATE }, repeats: 2 }, { folder, display: new Counter() });
    await assert.rejects(alone, {
      name: 'RunError',
      message: '- default, seed 1: This learning rate is fatal.\n- default, seed 2: This learning rate is fatal.',
    });
  });

  it('trains equal runs once', async () => {
    const counter = new Counter();
    const result = await sweep(toy, { vary: { seed: [1, 2] }, repeats: 2 }, { folder, display: counter });
    assert.equal(counter.todo.length, 3);
    assert.deepEqual(
      result.runs.map(({ label, parameters }) => [label, parameters.seed]),
      [
        ['seed 1, seed 1', 1],
        ['seed 1, seed 2', 2],
        ['seed 2, seed 2', 2],
        ['seed 2, seed 3', 3],
      ],
    );
    assert.equal(result.runs[1]!.metrics.validationMse, result.runs[2]!.metrics.validationMse);
  });

  it('shares its runs with a sweep in another process: none is trained twice', async () => {
    const script = (name: string) => `
      const { sweep } = require('./lib/runs/sweep');
      const { toy } = require('./test/runs/toy');
      const plan = { vary: { extraChannels: [0, 4] }, base: { epochs: 40 }, repeats: 2 };
      const seen = [];
      const display = { begin() {}, batch() {}, epoch(run, { epoch }) { if (epoch === 1) seen.push(run.label); }, end() {}, fail() {}, close() {} };
      sweep(toy, plan, { folder: ${JSON.stringify(folder)}, processes: 1, display }).then((result) =>
        require('node:fs').writeFileSync(${JSON.stringify(join(folder, name))}, JSON.stringify({
          seen, mses: result.runs.map(({ metrics }) => metrics.validationMse) })));`;
    const start = (name: string) =>
      spawn(process.execPath, ['--require', typescriptLoader(), '-e', script(name)], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    const children = ['a', 'b'].map(start);
    let messages = '';
    for (const { stderr } of children) stderr.on('data', (text) => (messages += String(text)));
    await Promise.all(children.map((child) => once(child, 'close')));
    interface Trained {
      seen: string[];
      mses: number[];
    }
    const [a, b] = ['a', 'b'].map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Trained);
    assert.deepEqual(a!.mses, b!.mses);
    assert.equal(new Set([...a!.seen, ...b!.seen]).size, 4);
    assert.equal(a!.seen.length + b!.seen.length, 4, 'each run is trained once');
    assert.match(messages, /process \d+ is training this run\. Waiting for its result\./);
    assert.deepEqual(
      readdirSync(folder).filter((name) => /lock|part/.test(name)),
      [],
    );
  });

  // All other harm: see store-test.ts.
  it('trains runs again that a loss of power has damaged', async () => {
    const first = await sweep(toy, { repeats: 3 }, { folder, display: new Counter() });
    HARM.emptied!(join(first.runs[1]!.folder, 'result.json'));
    HARM['cut in half']!(first.runs[2]!.weights);
    const counter = new Counter();
    const again = await sweep(toy, { repeats: 3 }, { folder, display: counter });
    assert.deepEqual(
      counter.todo.map(({ label }) => label),
      ['default, seed 2', 'default, seed 3'],
    );
    assert.deepEqual(
      again.runs.map(({ metrics }) => metrics),
      first.runs.map(({ metrics }) => metrics),
    );
  });
});
