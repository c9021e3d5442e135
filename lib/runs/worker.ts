import { createRequire } from 'node:module';
import { serveTask } from '../processes';
import type { EpochRecord } from '../training/record';
import type { Experiment } from './experiment';
import { run } from './run';
import type { RunSpec } from './run';
import { writeRun } from './store';

// Not import(): in this process only require understands TypeScript.
const load = createRequire(__filename) as (file: string) => Readonly<Record<string, Experiment>>;

serveTask<RunSpec, void, EpochRecord>(async (spec, { send, signal }) => {
  const experiment = Object.values(load(spec.source)).find(({ name }) => name === spec.experiment);
  if (!experiment) throw new Error(`${spec.source} does not export an experiment named '${spec.experiment}'.`);
  writeRun(await run(experiment, spec, { onEpoch: send, signal }));
});
