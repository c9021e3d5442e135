import { notice } from '../notices';
import { endedEarly, ProcessError } from './error';
import { STOPPED } from './messages';
import { WorkerProcess } from './worker-process';

/** How a task is stopped, and what it reports meanwhile. */
export interface TaskOptions<Message> {
  /** Asks the task to stop. */
  readonly signal?: AbortSignal;
  /** Called with each message that the task sends. */
  readonly onMessage?: (message: Message) => void;
}

/**
 * Processes for tasks of one kind, so that they cannot disturb the caller. A process that has done its task, or has
 * stopped it, is kept for the next one, which saves the time that a start takes.
 *
 * @example
 * const pool = new ProcessPool<Task, Result>(join(__dirname, 'worker.ts'), { threads: 1 });
 * const results = await Promise.all(tasks.map((task) => pool.run(task))).finally(() => pool.end());
 */
export class ProcessPool<Task, Result, Message = never> {
  private readonly idle = new Set<WorkerProcess<Task, Result, Message>>();

  /**
   * Starts nothing yet.
   *
   * @param module Absolute path of a TypeScript or JavaScript module that calls `serveTask`; name files of the caller's own
   *   folder only, by `join(__dirname, ...)`.
   * @param options.threads Cores that TensorFlow may use in each process; as many as it likes by default.
   */
  constructor(
    private readonly module: string,
    private readonly options: { readonly threads?: number | undefined } = {},
  ) {}

  /**
   * Runs a task, in a new process if the others are busy.
   *
   * @param task Anything that can be cloned.
   * @param options How to stop it, and what it reports meanwhile.
   * @returns What the task returned.
   * @throws ProcessError when the task failed or its process died; the signal's reason when it was stopped.
   */
  async run(task: Task, { signal, onMessage }: TaskOptions<Message> = {}): Promise<Result> {
    signal?.throwIfAborted();
    const worker = this.take();
    const stop = (): void => worker.order({ kind: 'stop' });
    signal?.addEventListener('abort', stop);
    return new Promise<Result>((resolve, reject) => {
      let failure: string | undefined;
      worker.onReply = (reply) => {
        if (reply.kind === 'message') onMessage?.(reply.message);
        else if (reply.kind === 'notice') notice(reply.text);
        else if (reply.kind === 'failure') failure = reply.text;
        else {
          worker.onEnd = () => this.idle.delete(worker);
          this.idle.add(worker);
          if (reply.kind === 'stopped') reject(reasonOf(signal));
          else resolve(reply.result);
        }
      };
      worker.onEnd = ({ status, killedBy, output, error }) => {
        if (error) reject(error);
        else if (signal?.aborted || status === STOPPED) reject(reasonOf(signal));
        else reject(failure === undefined ? endedEarly(status, killedBy, output) : new ProcessError(failure));
      };
      worker.order({ kind: 'task', task });
    }).finally(() => signal?.removeEventListener('abort', stop));
  }

  /** Ends the processes that have nothing to do, and waits until they have ended. */
  async end(): Promise<void> {
    await Promise.all([...this.idle].map((worker) => worker.end()));
  }

  private take(): WorkerProcess<Task, Result, Message> {
    const [worker] = this.idle;
    if (!worker) return new WorkerProcess(this.module, this.options.threads);
    this.idle.delete(worker);
    return worker;
  }
}

/**
 * Runs one task in a process of its own.
 *
 * @param module As a `ProcessPool` takes it.
 * @param task Anything that can be cloned.
 * @param options The cores to use; how to stop the task, and what it reports meanwhile.
 * @returns What the task returned, after the process has ended.
 * @throws As `ProcessPool.run` does.
 * @example const result = await runInProcess<Task, Result>(join(__dirname, 'worker.ts'), task, { threads: 1 });
 */
export async function runInProcess<Task, Result, Message = never>(
  module: string,
  task: Task,
  { threads, ...options }: TaskOptions<Message> & { readonly threads?: number } = {},
): Promise<Result> {
  const pool = new ProcessPool<Task, Result, Message>(module, { threads });
  return pool.run(task, options).finally(() => pool.end());
}

const reasonOf = (signal?: AbortSignal): Error =>
  signal?.reason instanceof Error ? signal.reason : new DOMException('The process was stopped.', 'AbortError');
