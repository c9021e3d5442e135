import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ParameterValues } from '../parameters/schema';
import { UserError } from '../errors';
import { root } from '../paths';
import type { EpochRecord } from '../training/record';

/** What a worker process is asked to do. */
export interface Job {
  /** File that exports the experiment, relative to the project's folder. */
  readonly source: string;
  readonly experiment: string;
  readonly parameters: Partial<ParameterValues>;
  readonly key: string;
  /** Folder of the run store. */
  readonly store: string;
  /** Cores that TensorFlow may use. */
  readonly threads: number;
}

/** What a worker process tells. */
export type FromWorker =
  | { readonly kind: 'epoch'; readonly epoch: EpochRecord }
  | { readonly kind: 'failure'; readonly message: string; readonly stack: string };

/** A run that failed in its process. */
export class RunError extends UserError {
  override readonly name = 'RunError';
}

/**
 * Does one job in a process of its own, so that runs cannot disturb each other and their memory is freed whole.
 *
 * @throws DOMException 'AbortError' when the signal stopped it, RunError when it failed.
 */
export function runInProcess(job: Job, onEpoch: (epoch: EpochRecord) => void, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const child = fork(join(root(), 'lib', 'runs', 'worker.ts'), [], {
    cwd: root(),
    execArgv: ['--require', 'tsx/cjs'],
    env: { ...process.env, ...threadLimits(job.threads) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (text: Buffer) => (complaints = (complaints + text.toString()).slice(-2000)));
  const abort = () => child.connected && child.send('stop');
  signal.addEventListener('abort', abort);
  return new Promise<void>((resolve, reject) => {
    let failure: (FromWorker & { kind: 'failure' }) | undefined;
    child.on('message', (message: FromWorker) => {
      if (message.kind === 'epoch') onEpoch(message.epoch);
      else failure = message;
    });
    child.on('error', reject);
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve();
      else if (signal.aborted || code === 130) reject(stopReason(signal));
      else reject(new RunError(failure?.message ?? describeEnd(code, killedBy, complaints)));
    });
    child.send(job);
  }).finally(() => signal.removeEventListener('abort', abort));
}

const stopReason = ({ reason }: AbortSignal): Error =>
  reason instanceof Error ? reason : new DOMException('The run was stopped.', 'AbortError');

function describeEnd(code: number | null, signal: string | null, complaints: string): string {
  const end = signal === 'SIGKILL' ? 'was killed, as happens when memory runs out' : `ended with ${signal ?? code}`;
  return `The run's process ${end}.${complaints && `\n${complaints.trim()}`}`;
}

/** Environment that keeps TensorFlow to so many cores. */
export function threadLimits(threads: number): Record<string, string> {
  const count = String(threads);
  return { OMP_NUM_THREADS: count, TF_NUM_INTRAOP_THREADS: count, TF_NUM_INTEROP_THREADS: '1' };
}
