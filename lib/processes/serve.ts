import { UserError } from '../errors';
import { setNoticeDisplay } from '../notices';
import { describeFileError } from '../system/file-errors.mjs';
import { STOPPED } from './messages';
import type { Order, Reply } from './messages';

/** What a task can use of its process. */
export interface TaskContext<Message> {
  /** Sends a message to the parent. */
  readonly send: (message: Message) => void;
  /** Aborted when the parent asks the task to stop, when the parent has died, and after Ctrl-C. */
  readonly signal: AbortSignal;
}

/**
 * In a module that a `ProcessPool` starts: does one task after the other and reports their results. The process ends when
 * a task has failed, after Ctrl-C, and with its parent; a task that its parent stops leaves it for the next one.
 *
 * @param work Does a task. A `UserError` reaches the parent as its message, any other error with its stack.
 */
export function serveTask<Task, Result, Message = never>(
  work: (task: Task, context: TaskContext<Message>) => Promise<Result>,
): void {
  let stop: AbortController | undefined;
  let isEnding = false;
  const reply = (content: Reply<Message, Result>, then?: () => void): void => {
    if (process.connected) process.send!(content, undefined, {}, then);
    else then?.();
  };
  const begin = (task: Task): void => {
    const { signal } = (stop = new AbortController());
    work(task, { send: (message) => reply({ kind: 'message', message }), signal }).then(
      (result) => {
        stop = undefined;
        reply({ kind: 'result', result }, () => {
          if (!process.connected) process.exit(0);
        });
      },
      (error: unknown) => {
        const isStopped = error instanceof Error && error.name === 'AbortError';
        if (isStopped && (isEnding || !process.connected)) process.exit(STOPPED);
        stop = undefined;
        if (isStopped) return reply({ kind: 'stopped' });
        reply({ kind: 'failure', text: textOf(error) }, () => process.exit(1));
      },
    );
  };
  const end = (): void => {
    isEnding = true;
    if (stop) stop.abort();
    // Between two tasks there is nothing to stop.
    else process.exit(0);
  };
  setNoticeDisplay((text) => reply({ kind: 'notice', text }));
  process.on('message', (order: Order<Task>) => {
    if (order.kind === 'task') begin(order.task);
    else if (order.kind === 'stop') stop?.abort();
    else end();
  });
  process.on('disconnect', end);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof UserError ? error.message : (describeFileError(error) ?? error.stack ?? error.message);
}
