import { join } from 'node:path';
import { ProcessPool } from '../processes/pool';
import type { TaskOptions } from '../processes/pool';
import type { RunMessage, RunTask } from './task';

/**
 * Where runs are done. Whoever does a run leaves its result, or its checkpoint, in the store: the runner only hands out
 * jobs and passes reports back.
 */
export interface Runner {
  /**
   * Does a run, or resumes it.
   *
   * @param task The run. It is plain data.
   * @param options `onMessage` is called after each epoch, first for those of the checkpoint, and at most once a second
   *   within an epoch; `signal` asks the run to stop and to leave its checkpoint.
   * @throws ProcessError when the run has failed; the signal's reason when it was stopped.
   */
  run(task: RunTask, options: TaskOptions<RunMessage>): Promise<void>;
  /** Ends whatever waits for runs. */
  end(): Promise<void>;
}

/**
 * Runs in processes of this machine, one for each run at a time.
 *
 * @param threads Cores that each of them uses.
 */
export const localRunner = (threads: number | undefined): Runner =>
  new ProcessPool<RunTask, void, RunMessage>(join(__dirname, 'worker.ts'), { threads });
