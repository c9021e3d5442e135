import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Network } from '../networks/network';
import { loadWeights } from '../networks/weights';
import { ProcessError, runInProcess } from '../processes';
import { INTERRUPT } from '../training/interruption';
import type { EpochRecord } from '../training/record';
import { eventFiles, eventFolder, writeStoredEvents } from './event-files';
import type { Experiment, ExperimentParameters } from './experiment';
import { planRuns } from './plan';
import type { SweepPlan } from './plan';
import type { SweepDisplay } from './progress';
import { reuseNote, SweepResult } from './result';
import type { RunResult, RunSpec } from './run';
import { readRun, removeRun, runsFolder } from './store';
import { terminalDisplay } from './terminal-display';

/** How the runs of a sweep are done. */
export interface SweepOptions {
  /** Retrains cached runs. */
  readonly force?: boolean;
  /** Runs at a time; by default as many as the cores and the memory allow. */
  readonly processes?: number;
  /** Shows the progress; by default in the terminal. */
  readonly display?: SweepDisplay;
  /** Stops the sweep; finished runs are kept, and the others leave checkpoints. */
  readonly signal?: AbortSignal;
  /** Where runs are stored; by default in the folder that all commands and notebooks share. */
  readonly folder?: string;
  /** Writes TensorBoard event files, to `.cache/tensorboard/` or to the folder given. */
  readonly tensorBoard?: boolean | string;
}

/** A run that failed; the others of its sweep are finished and kept. */
class RunError extends ProcessError {
  override readonly name = 'RunError';
}

/**
 * Trains variations of an experiment, each with several seeds, and compares them. Runs are cached by code, parameters
 * and data; an interrupted sweep resumes when it is called again.
 *
 * @throws ParameterError for unknown names and invalid values.
 * @throws RunError when runs failed, after all others have finished.
 * @throws DOMException 'AbortError' when stopped.
 * @example await sweep(fullFace, { vary: { learningRate: [1e-3, 1e-4], augment: [true, false] }, repeats: 3 });
 */
export async function sweep<P extends ExperimentParameters>(
  experiment: Experiment<P>,
  plan: SweepPlan<P>,
  options: SweepOptions = {},
): Promise<SweepResult> {
  const { display = terminalDisplay(), folder = runsFolder(), force = false, tensorBoard = false } = options;
  const { processes = processesFor(experiment) } = options;
  const events = tensorBoard === true ? eventFolder() : tensorBoard;
  const specs = await planRuns(experiment, plan, folder);
  if (force) for (const spec of specs) removeRun(spec);
  const began = new Date();
  const cached = specs.flatMap((spec) => readRun(spec) ?? []);
  const todo = specs.filter((spec) => !cached.some(({ key }) => key === spec.key));
  display.begin(todo, reuseNote(cached, specs.length));
  try {
    await runAll(todo, processes, events ? withEvents(display, events) : display, options.signal);
  } finally {
    display.close();
  }
  const results = specs.map(finished);
  if (events) writeStoredEvents(results, events);
  return new SweepResult(experiment, results, began);
}

/**
 * Trains one network of an experiment, or takes it from the cache.
 *
 * @throws As `sweep` does.
 * @example const run = await train(nose, parameters);
 */
export async function train<P extends ExperimentParameters>(
  experiment: Experiment<P>,
  parameters: P,
  options: SweepOptions = {},
): Promise<RunResult> {
  const { runs } = await sweep(experiment, { base: parameters, repeats: 1 }, options);
  return runs[0]!;
}

/** The network of a finished run with its trained weights. The caller disposes it. */
export async function trainedNetwork(
  experiment: Experiment,
  { parameters, weights }: Pick<RunResult, 'parameters' | 'weights'>,
): Promise<Network> {
  const network = experiment.network({ ...experiment.defaults, ...parameters });
  await loadWeights(network, weights);
  return network;
}

function withEvents(display: SweepDisplay, folder: string): SweepDisplay {
  const files = eventFiles(folder);
  return {
    begin: (...given) => display.begin(...given),
    epoch(run, record) {
      files.epoch(run, record);
      display.epoch(run, record);
    },
    end: (run) => display.end(run),
    close: () => display.close(),
  };
}

/** The number of runs that the machine's cores and free memory allow at a time. */
export function processesFor({ threads, memory }: Pick<Experiment, 'threads' | 'memory'>): number {
  return Math.max(1, Math.floor(Math.min(availableParallelism() / threads, freemem() / 2 ** 20 / memory)));
}

async function runAll(
  runs: readonly RunSpec[],
  processes: number,
  display: SweepDisplay,
  given?: AbortSignal,
): Promise<void> {
  given?.throwIfAborted();
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(given?.reason ?? new DOMException('The runs were stopped.', 'AbortError'));
  process.on(INTERRUPT, interrupt);
  given?.addEventListener('abort', interrupt);
  const limit = pLimit(processes);
  const failures: string[] = [];
  const ends = await Promise.allSettled(
    runs.map((run) =>
      limit(async () => {
        try {
          await runInProcess<RunSpec, void, EpochRecord>(join(__dirname, 'worker.ts'), run, {
            threads: run.threads,
            signal: stop.signal,
            onMessage: (epoch) => display.epoch(run, epoch),
          });
          display.end(run);
        } catch (error) {
          if (!(error instanceof ProcessError)) throw error;
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

function finished(spec: RunSpec): RunResult {
  const result = readRun(spec);
  if (!result) throw new RunError(`${spec.label} has left no result in ${spec.folder}.`);
  return result;
}
