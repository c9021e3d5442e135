import { UserError } from '../../lib/errors';
import { serveTask } from '../../lib/processes/serve';

/** What the worker of `pool-test.ts` is to do. */
export type Task = 'add' | 'threads' | 'fail' | 'complain' | 'die' | 'wait' | 'pid';

const tasks: Readonly<Record<Task, (signal: AbortSignal) => Promise<unknown>>> = {
  add: () => Promise.resolve(Float32Array.of(1, NaN)),
  pid: () => Promise.resolve(process.pid),
  threads: () => Promise.resolve(process.env.OMP_NUM_THREADS),
  fail: () => Promise.reject(new TypeError('a defect')),
  complain: () => Promise.reject(new UserError('Give me a larger disk.')),
  die: () => {
    process.stderr.write('first words\n');
    process.stderr.write('last words\n', () => process.kill(process.pid, 'SIGKILL'));
    return new Promise(() => undefined);
  },
  wait: (signal) =>
    new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError'))),
    ),
};

serveTask<Task, unknown, string>((task, { send, signal }) => {
  send('started');
  return tasks[task](signal);
});
