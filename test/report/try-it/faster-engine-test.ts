import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../../../lib/report/page/try-it/engine';
import { FasterEngine } from '../../../lib/report/page/try-it/faster-engine';

/** An engine that takes its time, gives what it is told to, and counts. */
class MadeUp implements Engine {
  runs = 0;
  error: Error | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly output: readonly number[] = [1, 2],
  ) {}

  load(): Promise<void> {
    return this.run().then(() => undefined);
  }

  async run(): Promise<Float32Array> {
    this.runs++;
    await wait(this.milliseconds);
    if (this.error) throw this.error;
    return Float32Array.from(this.output);
  }
}

const graph = { steps: [], constants: [], data: '' };
const input = { shape: [1], numbers: Float32Array.of(1) };

/** Until nothing has run for a while. */
async function rest(...engines: readonly MadeUp[]): Promise<void> {
  const runs = (): string => engines.map((engine) => engine.runs).join();
  for (let before = ''; before !== runs();) {
    before = runs();
    await wait(200);
  }
}

/** What each of two engines runs of a request, after both have been tried. */
async function share(first: MadeUp, second: MadeUp, atOnce = 2): Promise<{ first: number; second: number }> {
  const engine = new FasterEngine(first, second);
  await engine.load('graph', graph, { input, atOnce });
  await rest(first, second);
  const before = [first.runs, second.runs] as const;
  assert.deepEqual([...(await engine.run('graph', input))], [1, 2]);
  return { first: first.runs - before[0], second: second.runs - before[1] };
}

describe('of two engines', () => {
  it('the second one computes when it is faster', async () => {
    assert.deepEqual(await share(new MadeUp(20), new MadeUp(2)), { first: 0, second: 1 });
  });

  it('the first one computes when the second one is slower, or gives other numbers', async () => {
    assert.deepEqual(await share(new MadeUp(2), new MadeUp(20)), { first: 1, second: 0 });
    assert.deepEqual(await share(new MadeUp(20), new MadeUp(2, [1, 2.01])), { first: 1, second: 0 });
    assert.deepEqual(await share(new MadeUp(20), new MadeUp(2, [NaN, 2])), { first: 1, second: 0 });
  });

  it('the first one is ready before the second one has been tried', async () => {
    const [first, second] = [new MadeUp(0), new MadeUp(100)];
    const engine = new FasterEngine(first, second);
    await engine.load('graph', graph, { input, atOnce: 1 });
    assert.deepEqual([...(await engine.run('graph', input))], [1, 2]);
    assert.equal(second.runs, 1);
    await rest(first, second);
  });

  it('the first one computes when the second one is missing or cannot load', async () => {
    const second = new MadeUp(2);
    second.error = new Error('There is no graphics card.');
    assert.deepEqual(await share(new MadeUp(20), second), { first: 1, second: 0 });
    const engine = new FasterEngine(new MadeUp(0), undefined);
    await engine.load('graph', graph, { input, atOnce: 1 });
    assert.deepEqual([...(await engine.run('graph', input))], [1, 2]);
  });

  it('the first one answers when the second one fails, and from then on', async () => {
    const [first, second] = [new MadeUp(20), new MadeUp(2)];
    const engine = new FasterEngine(first, second);
    await engine.load('graph', graph, { input, atOnce: 1 });
    await rest(first, second);
    second.error = new Error('The device was lost.');
    const before = [first.runs, second.runs] as const;
    for (let i = 0; i < 2; i++) assert.deepEqual([...(await engine.run('graph', input))], [1, 2]);
    assert.deepEqual([first.runs - before[0], second.runs - before[1]], [2, 1]);
  });
});
