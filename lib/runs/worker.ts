import { createRequire } from 'node:module';
import { notice } from '../notices';
import { serveTask } from '../processes/serve';
import { alone } from '../system/lock.mjs';
import type { EpochRecord } from '../training/record';
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

// Not import(): in this process only require understands TypeScript.
const load = createRequire(__filename) as (file: string) => Readonly<Record<string, Experiment>>;

serveTask<RunTask, void, EpochRecord>(async ({ spec, force }, { send, signal }) => {
  const experiment = Object.values(load(spec.source)).find(({ name }) => name === spec.experiment);
  if (!experiment) throw new Error(`${spec.source} does not export an experiment named '${spec.experiment}'.`);
  const onWait = (pid: number) => notice(`${spec.label}: process ${pid} is training this run. Waiting for its result.`);
  const work = async (): Promise<void> => {
    if (force) removeRun(spec);
    // The process that held the lock before may have done this run.
    else if (readRun(spec)) return;
    writeRun(await run(experiment, spec, { onEpoch: send, signal }));
  };
  await alone(lockOf(spec), work, { onWait, signal });
});
