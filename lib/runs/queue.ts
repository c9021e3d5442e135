import pLimit from 'p-limit';
import { notice } from '../notices';
import { ProcessError } from '../processes/error';
import { holderOf, untilFree } from '../system/lock.mjs';
import { INTERRUPT } from '../training/interruption';
import type { EpochRecord } from '../training/record';
import type { Halving } from './halving';
import { memoryAdvice } from './memory';
import type { SweepDisplay } from './progress';
import type { RunSpec } from './run';
import type { Runner } from './runner';
import { lockOf, readRun, writeStopped } from './store';
import type { RunMessage } from './task';

/** How runs are done. */
export interface QueueOptions {
  /** Where the runs are done. */
  readonly runner: Runner;
  /** Runs at a time. */
  readonly processes: number;
  /** Whether results in the store are made again. */
  readonly force: boolean;
  readonly display: SweepDisplay;
  /** Stops unpromising runs early; they leave checkpoints and their epochs. */
  readonly halving?: Halving | undefined;
  /** Stops the runs; they leave checkpoints. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does runs, whose results are left in the store. A run that another process is doing already is left to that
 * one: its result is waited for at the end.
 *
 * @param runs Runs with different keys, of one experiment.
 * @param options How they are done.
 * @returns The reasons of the runs that failed, by their keys; the others are finished.
 * @throws The signal's reason, or DOMException 'AbortError' when the Jupyter kernel was interrupted.
 */
export async function doRuns(
  runs: readonly RunSpec[],
  { runner, processes, force, display, halving, signal: given }: QueueOptions,
): Promise<Map<string, string>> {
  given?.throwIfAborted();
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(given?.reason ?? new DOMException('The runs were stopped.', 'AbortError'));
  process.on(INTERRUPT, interrupt);
  given?.addEventListener('abort', interrupt);
  const limit = pLimit(processes);
  const failures = new Map<string, string>();
  const elsewhere: RunSpec[] = [];

  const active = new Map<RunSpec, AbortController>();

  /** Each epoch may decide about other runs as well. */
  const stopLosers = (): void => {
    for (const [run, own] of active) if (halving?.stopOf(run)) own.abort();
  };
  const doRun = async (run: RunSpec): Promise<void> => {
    if (halving?.stopOf(run)) return display.end(run, halving.stopOf(run));
    const own = new AbortController();
    const records: EpochRecord[] = [];
    active.set(run, own);
    const onMessage = (message: RunMessage): void => {
      if (message.kind === 'batch') return display.batch(run, message.progress);
      const { record } = message;
      records.push(record);
      display.epoch(run, record);
      halving?.note(run, record);
      stopLosers();
    };
    try {
      await runner.run({ spec: run, force }, { signal: AbortSignal.any([stop.signal, own.signal]), onMessage });
      halving?.end(run);
      display.end(run, halving?.stopOf(run));
    } catch (error) {
      if (own.signal.aborted && !stop.signal.aborted && !(error instanceof ProcessError)) {
        writeStopped(run, records);
        return display.end(run, halving?.stopOf(run));
      }
      if (!(error instanceof ProcessError)) throw error;
      halving?.end(run);
      const reason = error.message + memoryAdvice(error, run.parameters);
      failures.set(run.key, reason);
      display.fail(run, reason);
    } finally {
      active.delete(run);
      stopLosers();
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
    const result = readRun(run);
    if (!result) return limit(doRun, run);
    for (const epoch of result.training.epochs) halving?.note(run, epoch);
    halving?.end(run);
    display.end(run, halving?.stopOf(run));
  };

  const ends = [
    ...(await Promise.allSettled(runs.map((run) => limit(begin, run)))),
    ...(await Promise.allSettled(elsewhere.map(waitFor))),
  ];
  process.off(INTERRUPT, interrupt);
  given?.removeEventListener('abort', interrupt);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return failures;
}
