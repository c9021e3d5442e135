import { join } from 'node:path';
import pLimit from 'p-limit';
import { notice } from '../notices';
import { ProcessError } from '../processes/error';
import { ProcessPool } from '../processes/pool';
import { holderOf, untilFree } from '../system/lock.mjs';
import { INTERRUPT } from '../training/interruption';
import type { EpochRecord } from '../training/record';
import { memoryAdvice } from './memory';
import type { SweepDisplay } from './progress';
import type { RunSpec } from './run';
import { lockOf, readRun } from './store';
import type { RunTask } from './worker';

/** How runs are done. */
export interface QueueOptions {
  /** Runs at a time. */
  readonly processes: number;
  /** Whether results in the store are made again. */
  readonly force: boolean;
  readonly display: SweepDisplay;
  /** Stops the runs; they leave checkpoints. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does runs in processes that leave the results in the store. A run that another process is doing already is left to that
 * one: its result is waited for at the end.
 *
 * @param runs Runs with different keys, of one experiment.
 * @param options How they are done.
 * @returns The reasons of the runs that failed, by their keys; the others are finished.
 * @throws The signal's reason, or DOMException 'AbortError' when the Jupyter kernel was interrupted.
 */
export async function doRuns(
  runs: readonly RunSpec[],
  { processes, force, display, signal: given }: QueueOptions,
): Promise<Map<string, string>> {
  given?.throwIfAborted();
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(given?.reason ?? new DOMException('The runs were stopped.', 'AbortError'));
  process.on(INTERRUPT, interrupt);
  given?.addEventListener('abort', interrupt);
  const limit = pLimit(processes);
  const pool = new ProcessPool<RunTask, void, EpochRecord>(join(__dirname, 'worker.ts'), { threads: runs[0]?.threads });
  const failures = new Map<string, string>();
  const elsewhere: RunSpec[] = [];

  const doRun = async (run: RunSpec): Promise<void> => {
    try {
      await pool.run({ spec: run, force }, { signal: stop.signal, onMessage: (epoch) => display.epoch(run, epoch) });
      display.end(run);
    } catch (error) {
      if (!(error instanceof ProcessError)) throw error;
      const reason = error.message + memoryAdvice(error, run.parameters);
      failures.set(run.key, reason);
      display.fail(run, reason);
    }
  };
  const begin = async (run: RunSpec): Promise<void> => {
    if (holderOf(lockOf(run)) === undefined) await doRun(run);
    else elsewhere.push(run);
  };
  const waitFor = async (run: RunSpec): Promise<void> => {
    const holder = holderOf(lockOf(run));
    if (holder !== undefined) notice(`${run.label}: process ${holder} is training this run. Waiting for its result.`);
    await untilFree(lockOf(run), stop.signal);
    if (readRun(run)) display.end(run);
    else await limit(doRun, run);
  };

  const ends = [
    ...(await Promise.allSettled(runs.map((run) => limit(begin, run)))),
    ...(await Promise.allSettled(elsewhere.map(waitFor))),
  ];
  await pool.end();
  process.off(INTERRUPT, interrupt);
  given?.removeEventListener('abort', interrupt);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return failures;
}
