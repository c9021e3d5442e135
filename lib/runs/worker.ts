import { createRequire } from 'node:module';
import { notice } from '../notices';
import { serveTask } from '../processes/serve';
import { alone } from '../system/lock.mjs';
import type { BatchProgress, EpochRecord } from '../training/record';
import type { Experiment } from './experiment';
import { run } from './run';
import type { RunSpec } from './run';
import { lockOf, readRun, removeRun, writeRun } from './store';

/** What a run's process is told. */
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

serveTask<RunTask, void, RunMessage>(async ({ spec, force }, { send, signal }) => {
  const experiment = Object.values(load(spec.source)).find(({ name }) => name === spec.experiment);
  if (!experiment) throw new Error(`${spec.source} does not export an experiment named '${spec.experiment}'.`);
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
});
