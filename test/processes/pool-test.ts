import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ProcessError } from '../../lib/processes/error';
import { ProcessPool, runInProcess } from '../../lib/processes/pool';
import type { TaskOptions } from '../../lib/processes/pool';
import type { Task } from './worker';

const WORKER = join(__dirname, 'worker.ts');

const run = (task: Task, options: TaskOptions<string> & { threads?: number } = {}): Promise<unknown> =>
  runInProcess<Task, unknown, string>(WORKER, task, options);

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
    assert.ok(second?.includes('processes/worker.ts'));
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

  it('do one task after the other, as many as there are tasks at a time', async () => {
    const pool = new ProcessPool<Task, unknown, string>(WORKER);
    const first = await pool.run('pid');
    assert.equal(await pool.run('pid'), first);
    const [second, third] = await Promise.all([pool.run('pid'), pool.run('pid')]);
    assert.equal(second, first);
    assert.notEqual(third, first);
    await pool.end();
    for (const pid of [first, third]) assert.throws(() => process.kill(pid as number, 0), { code: 'ESRCH' });
  });

  it('are replaced after a failure, a stop, and a death while they had nothing to do', async () => {
    const pool = new ProcessPool<Task, unknown, string>(WORKER);
    const first = (await pool.run('pid')) as number;
    await assert.rejects(pool.run('complain'), { message: 'Give me a larger disk.' });
    const second = (await pool.run('pid')) as number;
    assert.notEqual(second, first);
    const stop = new AbortController();
    await assert.rejects(pool.run('wait', { signal: stop.signal, onMessage: () => stop.abort() }), {
      name: 'AbortError',
    });
    const third = (await pool.run('pid')) as number;
    process.kill(third, 'SIGKILL');
    while (isThere(third)) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.notEqual(await pool.run('pid'), third);
    await pool.end();
  });
});

/** Whether a process is running or has not been waited for. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
