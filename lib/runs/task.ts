import { createRequire } from 'node:module';
import { notice } from '../notices';
import type { TaskContext } from '../processes/serve';
import { alone } from '../system/lock.mjs';
import type { BatchProgress, EpochRecord } from '../training/record';
import type { Experiment } from './experiment';
import { run } from './run';
import type { RunSpec } from './run';
import { lockOf, readRun, removeRun, writeRun } from './store';

/** What a process is told that does a run. */
export interface RunTask {
  readonly spec: RunSpec;
  /** Whether a result in the store is made again. */
  readonly force: boolean;
}

/** What a run reports while it goes on; plain data. */
export type RunMessage =
  | { readonly kind: 'epoch'; readonly record: EpochRecord }
  | { readonly kind: 'batch'; readonly progress: BatchProgress };

/** Minimum time between two reports within an epoch, in milliseconds: a small network takes hundreds of steps a second. */
const PAUSE = 1000;

// Not import(): in this process only require understands TypeScript.
const load = createRequire(__filename) as (file: string) => Readonly<Record<string, Experiment>>;

/**
 * The experiment of a run.
 *
 * @throws Error when the run's file does not export it.
 */
export function experimentOf({ source, experiment: name }: RunSpec): Experiment {
  const experiment = Object.values(load(source)).find((one) => one.name === name);
  if (!experiment) throw new Error(`${source} does not export an experiment named '${name}'.`);
  return experiment;
}

/**
 * Does a run, or resumes it, alone, and leaves its result or its checkpoint in its folder.
 *
 * @param task Which run.
 * @param context Where its reports go, and what stops it.
 * @throws As `run` does.
 */
export async function doTask({ spec, force }: RunTask, { send, signal }: TaskContext<RunMessage>): Promise<void> {
  const experiment = experimentOf(spec);
  const onWait = (pid: number) => notice(`${spec.label}: process ${pid} is training this run. Waiting for its result.`);
  let reported: number | undefined;
  const onBatch = (progress: BatchProgress): void => {
    const now = performance.now();
    // The first step says nothing about the pace: it is slower.
    reported ??= now;
    if (now - reported < PAUSE) return;
    reported = now;
    send({ kind: 'batch', progress });
  };
  const onEpoch = (record: EpochRecord): void => send({ kind: 'epoch', record });
  const work = async (): Promise<void> => {
    if (force) removeRun(spec);
    // The process that held the lock before may have done this run.
    else if (readRun(spec)) return;
    writeRun(await run(experiment, spec, { onEpoch, onBatch, signal }));
  };
  await alone(lockOf(spec), work, { onWait, signal });
}
