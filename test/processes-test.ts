import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ProcessError, runInProcess } from '../lib/processes';
import type { ProcessOptions } from '../lib/processes';
import type { Task } from './processes-worker';

const run = (task: Task, options: ProcessOptions<string> = {}): Promise<unknown> =>
  runInProcess<Task, unknown, string>(join(__dirname, 'processes-worker.ts'), task, options);

const messageOf = async (task: Task): Promise<string> => {
  const error: unknown = await run(task).catch((reason: unknown) => reason);
  assert.ok(error instanceof ProcessError);
  return error.message;
};

describe('processes', function () {
  this.timeout(20_000);

  it('returns what the task returns, typed arrays and NaN included', async () => {
    const messages: string[] = [];
    const result = await run('add', { onMessage: (message) => messages.push(message) });
    assert.deepEqual(result, Float32Array.of(1, NaN));
    assert.deepEqual(messages, ['started']);
  });

  it('limits the cores of TensorFlow', async () => {
    assert.equal(await run('threads', { threads: 3 }), '3');
  });

  it('repeats the message of an error that a person can cause, and the stack of a defect', async () => {
    assert.equal(await messageOf('complain'), 'Give me a larger disk.');
    const [first, second] = (await messageOf('fail')).split('\n');
    assert.equal(first, 'TypeError: a defect');
    assert.ok(second?.includes('processes-worker.ts'));
  });

  it('says how a process died, with its last words', async () => {
    const lines = (await messageOf('die')).split('\n');
    assert.deepEqual(lines, ['The process was killed, perhaps because memory ran out.', 'first words', 'last words']);
  });

  it('stops a task by the signal, with its reason', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const running = run('wait', { signal: stop.signal, onMessage: () => stop.abort(reason) });
    await assert.rejects(running, reason);
    await assert.rejects(run('wait', { signal: stop.signal }), reason);
  });
});
