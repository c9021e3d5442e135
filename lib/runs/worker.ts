import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Experiment } from './experiment';
import { run } from './run';
import { root } from '../paths';
import type { FromWorker, Job } from './process';
import { RunStore } from './store';

/** One run in a process of its own: gets a job from its parent, reports each epoch, stops when told or left alone. */
async function work(job: Job): Promise<void> {
  const stop = new AbortController();
  process.on('message', () => stop.abort());
  process.on('disconnect', () => stop.abort());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  // Not import(): only require is taught to read TypeScript here.
  const module = createRequire(join(root(), 'package.json'))(join(root(), job.source)) as Record<string, Experiment>;
  const experiment = Object.values(module).find(({ name }) => name === job.experiment);
  if (!experiment) throw new Error(`${job.source} has no experiment called ${job.experiment}.`);
  const store = new RunStore(job.store);
  const record = await run(
    experiment,
    { ...experiment.defaults, ...job.parameters },
    {
      folder: store.place(job.key),
      onEpoch: (epoch) => send({ kind: 'epoch', epoch }),
      signal: stop.signal,
    },
  );
  store.write(job.key, record);
}

function send(message: FromWorker): void {
  if (process.connected) process.send!(message);
}

process.once('message', (job: Job) => {
  work(job).then(
    () => process.exit(0),
    (error: unknown) => {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (failure.name !== 'AbortError')
        send({ kind: 'failure', message: failure.message, stack: failure.stack ?? '' });
      process.exit(failure.name === 'AbortError' ? 130 : 1);
    },
  );
});
