import { availableParallelism, freemem } from 'node:os';
import pLimit from 'p-limit';
import type { Experiment } from './experiment';
import type { ParameterValues, ParameterName } from '../parameters/schema';
import { readJob } from '../parameters/job';
import { inNotebook } from '../figures/kernel';
import { cachePath } from '../paths';
import { INTERRUPT } from '../training/interruption';
import { eventFiles, eventFolder, writeStoredEvents } from './event-files';
import { notebookDisplay } from '../notebook/sweep-display';
import { planRuns } from './plan';
import type { PlannedRun, SweepPlan } from './plan';
import { runInProcess, RunError } from './process';
import type { SweepDisplay } from './progress';
import { reuseNote, SweepResult } from './result';
import { RunStore } from './store';
import type { StoredRun } from './store';
import { terminalDisplay } from './terminal-display';

export interface SweepOptions {
  /** Runs again what is there already. */
  readonly force?: boolean;
  /** Runs at a time; as many as the cores and the memory allow by default. */
  readonly processes?: number;
  /** Where progress is shown; below the running cell or on the terminal by default. */
  readonly display?: SweepDisplay;
  readonly signal?: AbortSignal;
  /** Where runs are kept. */
  readonly store?: RunStore;
  /** Writes TensorBoard event files, below `.cache/tensorboard/` where no other folder is named. */
  readonly tensorBoard?: boolean | string;
}

/** The store that all commands and notebooks share. */
export const sharedStore = (): RunStore => new RunStore(cachePath('runs'));

/**
 * Trains variations of an experiment, each several times, and compares them. A run that is in the store is not run
 * again; a stopped sweep goes on where it was stopped when it is called again.
 *
 * @throws ParameterError for unknown names and impossible values; DOMException 'AbortError' when stopped; RunError
 * when runs failed, after all others are done.
 * @example await sweep(fullFace, { vary: { learningRate: [1e-3, 1e-4], augment: [true, false] }, seeds: 3 });
 */
export async function sweep<K extends ParameterName>(
  experiment: Experiment<K>,
  plan: SweepPlan<Pick<ParameterValues, K>>,
  options: SweepOptions = {},
): Promise<SweepResult> {
  const { display = inNotebook() ? notebookDisplay() : terminalDisplay(), store = sharedStore() } = options;
  const request = readJob();
  const force = options.force ?? request?.force ?? false;
  const events = options.tensorBoard ?? request?.tensorBoard ?? false;
  const eventsIn = events === true ? eventFolder() : events;
  const runs = await planRuns(experiment, plan, store);
  if (force) for (const run of runs) store.remove(run.key);
  const began = new Date();
  const there = runs.flatMap((run) => store.read(run.key) ?? []);
  const todo = runs.filter((run) => !there.some(({ key }) => key === run.key));
  display.begin(todo, reuseNote(there, runs.length));
  try {
    const processes = options.processes ?? processesFor(experiment);
    await runAll(todo, processes, eventsIn ? withEvents(display, eventsIn) : display, options.signal);
  } finally {
    display.close();
  }
  const done = runs.map((run) => ({ ...run, ...finished(store, run) }));
  if (eventsIn) writeStoredEvents(done, eventsIn);
  return new SweepResult(experiment, done, began);
}

function withEvents(display: SweepDisplay, folder: string): SweepDisplay {
  const files = eventFiles(folder);
  return {
    begin: (...about) => display.begin(...about),
    epoch(run, record) {
      files.epoch(run, record);
      display.epoch(run, record);
    },
    end: (run) => display.end(run),
    close: () => display.close(),
  };
}

/** As many runs at a time as the machine's cores and free memory bear. */
export function processesFor({ threads, memory }: Pick<Experiment, 'threads' | 'memory'>): number {
  return Math.max(1, Math.floor(Math.min(availableParallelism() / threads, freemem() / 2 ** 20 / memory)));
}

async function runAll(
  runs: readonly PlannedRun[],
  processes: number,
  display: SweepDisplay,
  given?: AbortSignal,
): Promise<void> {
  given?.throwIfAborted();
  const stop = new AbortController();
  const { signal } = stop;
  const interrupt = (): void => stop.abort(given?.reason ?? new DOMException('The runs were stopped.', 'AbortError'));
  process.on(INTERRUPT, interrupt);
  given?.addEventListener('abort', interrupt);
  const limit = pLimit(processes);
  const failures: string[] = [];
  const ends = await Promise.allSettled(
    runs.map((run) =>
      limit(async () => {
        try {
          await runInProcess(run, (epoch) => display.epoch(run, epoch), signal);
          display.end(run);
        } catch (error) {
          if (!(error instanceof RunError)) throw error;
          failures.push(`${run.label}: ${error.message}`);
        }
      }),
    ),
  );
  process.off(INTERRUPT, interrupt);
  given?.removeEventListener('abort', interrupt);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (failures.length > 0) throw new RunError(failures.join('\n'));
}

function finished(store: RunStore, run: PlannedRun): StoredRun {
  const stored = store.read(run.key);
  if (!stored) throw new RunError(`${run.label} has left no record in ${store.place(run.key)}.`);
  return stored;
}
