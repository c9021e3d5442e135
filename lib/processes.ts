import { fork } from 'node:child_process';
import { join } from 'node:path';
import { UserError } from './errors';
import { notice, setNoticeDisplay } from './notices';
import { root } from './paths';
import { describeFileError } from './system/file-errors.mjs';

/** A task failed in its process. */
export class ProcessError extends UserError {
  override readonly name: string = 'ProcessError';

  /** Takes the task's own words, or those about the end of its process. */
  constructor(
    message: string,
    /** Whether the process was ended by a signal that nobody sends on purpose, as happens when memory runs out. */
    readonly crashed = false,
  ) {
    super(message);
  }
}

/** Settings of a process, and what it reports meanwhile. */
export interface ProcessOptions<Message> {
  /** Cores that TensorFlow may use; as many as it likes by default. */
  readonly threads?: number;
  /** Asks the task to stop. */
  readonly signal?: AbortSignal;
  /** Called with each message that the task sends. */
  readonly onMessage?: (message: Message) => void;
}

/** What a process tells its parent. */
type Reply<Message, Result> =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'failure'; readonly text: string };

/** Exit status of a process whose task was stopped, as after Ctrl-C. */
const STOPPED = 130;

/** Characters of a process's error output that an error message repeats. */
const ERROR_OUTPUT = 2000;

/**
 * Runs one task in a process of its own, so that it cannot disturb others and its memory is freed completely.
 *
 * @param module Absolute path of a TypeScript or JavaScript module that calls `serveTask`; name files of the caller's own
 *   folder only, by `join(__dirname, ...)`.
 * @param task Anything that can be cloned.
 * @returns What the task returned.
 * @throws ProcessError when the task failed or its process died; the signal's reason when it was stopped.
 * @example const result = await runInProcess<Task, Result>(join(__dirname, 'worker.ts'), task, { threads: 1 });
 */
export async function runInProcess<Task, Result, Message = never>(
  module: string,
  task: Task,
  { threads, signal, onMessage }: ProcessOptions<Message> = {},
): Promise<Result> {
  signal?.throwIfAborted();
  const child = fork(module, [], {
    cwd: root(),
    execArgv: module.endsWith('.ts') ? ['--require', 'tsx/cjs'] : [],
    // Bundles outside the project's folder find its packages by NODE_PATH.
    env: { ...process.env, NODE_PATH: join(root(), 'node_modules'), ...(threads && threadLimits(threads)) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let errorOutput = '';
  child.stderr?.on('data', (text: Buffer) => (errorOutput = (errorOutput + text.toString()).slice(-ERROR_OUTPUT)));
  const stop = () => child.connected && child.send('stop');
  signal?.addEventListener('abort', stop);
  return new Promise<Result>((resolve, reject) => {
    let reply: Reply<Message, Result> | undefined;
    child.on('message', (received: Reply<Message, Result>) => {
      if (received.kind === 'message') onMessage?.(received.message);
      else if (received.kind === 'notice') notice(received.text);
      else reply = received;
    });
    child.on('error', reject);
    child.on('close', (status, killedBy) => {
      if (reply?.kind === 'result') resolve(reply.result);
      else if (signal?.aborted || status === STOPPED) reject(reasonOf(signal));
      else if (reply?.kind === 'failure') reject(new ProcessError(reply.text));
      else reject(new ProcessError(endOf(status, killedBy, errorOutput), CRASHES.includes(killedBy)));
    });
    child.send(task as object);
  }).finally(() => signal?.removeEventListener('abort', stop));
}

const reasonOf = (signal?: AbortSignal): Error =>
  signal?.reason instanceof Error ? signal.reason : new DOMException('The process was stopped.', 'AbortError');

/** Signals by which the system ends a process, for want of memory among other things. */
const CRASHES: readonly (string | null)[] = ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGBUS'];

function endOf(status: number | null, killedBy: string | null, errorOutput: string): string {
  const end =
    (killedBy === 'SIGKILL' ? 'was killed' : `ended with ${killedBy ?? `the status ${status}`}`) +
    (CRASHES.includes(killedBy) ? ', perhaps because memory ran out' : '');
  return [`The process ${end}.`, errorOutput.trim()].filter(Boolean).join('\n');
}

/** Environment variables that limit TensorFlow to this number of cores. */
function threadLimits(threads: number): Record<string, string> {
  const count = String(threads);
  return { OMP_NUM_THREADS: count, TF_NUM_INTRAOP_THREADS: count, TF_NUM_INTEROP_THREADS: '1' };
}

/** What a task can use of its process. */
export interface TaskContext<Message> {
  /** Sends a message to the parent. */
  readonly send: (message: Message) => void;
  /** Aborted when the parent asks the task to stop, when the parent has died, and after Ctrl-C. */
  readonly signal: AbortSignal;
}

/**
 * In a module that `runInProcess` starts: waits for the task, does it, reports its result and ends the process.
 *
 * @param work Does the task. A `UserError` reaches the parent as its message, any other error with its stack.
 */
export function serveTask<Task, Result, Message = never>(
  work: (task: Task, context: TaskContext<Message>) => Promise<Result>,
): void {
  const reply = (content: Reply<Message, Result>, then?: () => void): void => {
    if (process.connected) process.send!(content, undefined, {}, then);
    else then?.();
  };
  setNoticeDisplay((text) => reply({ kind: 'notice', text }));
  process.once('message', (task: Task) => {
    const stop = new AbortController();
    process.on('message', () => stop.abort());
    process.on('disconnect', () => stop.abort());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
    work(task, { send: (message) => reply({ kind: 'message', message }), signal: stop.signal }).then(
      (result) => reply({ kind: 'result', result }, () => process.exit(0)),
      (error: unknown) => {
        if (error instanceof Error && error.name === 'AbortError') process.exit(STOPPED);
        reply({ kind: 'failure', text: textOf(error) }, () => process.exit(1));
      },
    );
  });
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof UserError ? error.message : (describeFileError(error) ?? error.stack ?? error.message);
}
