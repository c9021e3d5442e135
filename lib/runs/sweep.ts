import { availableParallelism, freemem } from 'node:os';
import { checkWritable } from '../files';
import { ParameterError } from '../parameters/validation';
import { eventFiles, eventFolder, writeStoredEvents } from './event-files';
import type { Experiment, ExperimentParameters } from './experiment';
import { checkFeasible } from './feasible';
import { Halving, halvingWords } from './halving';
import { planRuns } from './plan';
import type { SweepPlan } from './plan';
import type { SweepDisplay } from './progress';
import { doRuns } from './queue';
import { failureLines, reuseNote, RunError, SweepResult } from './result';
import type { RunFailure, StoppedRun } from './result';
import type { RunResult, RunSpec } from './run';
import { localRunner } from './runner';
import type { Runner } from './runner';
import { readRun, readStopped, runsFolder, tidyRun } from './store';
import { terminalDisplay } from './terminal-display';

/** How the runs of a sweep are done. */
export interface SweepOptions {
  /** Retrains cached runs. */
  readonly force?: boolean;
  /** Runs at a time; by default as many as the cores and the memory allow. */
  readonly processes?: number;
  /** Does the runs instead of processes of this machine. The caller ends it. */
  readonly runner?: Runner;
  /** Shows the progress; by default in the terminal. */
  readonly display?: SweepDisplay;
  /** Stops the sweep; finished runs are kept, and the others leave checkpoints. */
  readonly signal?: AbortSignal;
  /** Where runs are stored; by default in the folder that all commands and notebooks share. */
  readonly folder?: string;
  /** Keys of the runs to do, or their beginnings; by default all of the plan. */
  readonly only?: readonly string[] | undefined;
  /**
   * Stops unpromising runs early, see `Halving`: after this many epochs for the first time. They keep their checkpoints,
   * and no finished run of their variations is compared.
   */
  readonly prune?: number | undefined;
  /** Writes TensorBoard event files, to `.cache/tensorboard/` or to the folder given. */
  readonly tensorBoard?: boolean | string;
}

/**
 * Trains variations of an experiment, each with several seeds, and compares them. Runs are cached by code, parameters
 * and data; an interrupted sweep resumes when it is called again.
 *
 * @throws ParameterError for unknown names and invalid values; UserError when a run cannot succeed, see `checkFeasible`.
 * @returns The comparison; runs that failed are in its `failures`.
 * @throws RunError when every run failed.
 * @throws DOMException 'AbortError' when stopped.
 * @example await sweep(fullFace, { vary: { learningRate: [1e-3, 1e-4], augment: [true, false] }, repeats: 3 });
 */
export async function sweep<P extends ExperimentParameters>(
  experiment: Experiment<P>,
  plan: SweepPlan<P>,
  options: SweepOptions = {},
): Promise<SweepResult> {
  const { display = terminalDisplay(), folder = runsFolder(), force = false, tensorBoard = false } = options;
  const { runner = localRunner(experiment.threads), processes = processesFor(experiment) } = options;
  const events = tensorBoard === true ? eventFolder() : tensorBoard;
  const specs = chosen(await planRuns(experiment, plan, folder), options.only);
  const began = new Date();
  const distinct = [...new Map(specs.map((spec) => [spec.key, spec])).values()];
  const cached = force ? [] : distinct.flatMap((spec) => readRun(spec) ?? []);
  const byKey = new Map(cached.map((run) => [run.key, run]));
  const halving = options.prune === undefined ? undefined : new Halving(specs, options.prune);
  if (halving) for (const spec of force ? [] : distinct) noteStored(halving, spec, byKey.get(spec.key));
  const todo = distinct.filter((spec) => !byKey.has(spec.key) && !halving?.stopOf(spec));
  if (todo.length > 0) {
    // Elsewhere, there may be more memory than here.
    const checkpoint = checkFeasible(experiment, todo, options.runner && Infinity);
    checkWritable(folder, Math.min(processes, todo.length) * checkpoint);
  }
  for (const run of cached) await tidyRun(run);
  const notes = [reuseNote(cached, distinct.length), halving && halvingWords(halving)];
  display.begin(todo, notes.filter(Boolean).join('\n'));
  const shown = events ? withEvents(display, events) : display;
  const how = { runner, processes, force, display: shown, halving, signal: options.signal };
  const reasons = await doRuns(todo, how).finally(async () => {
    display.close();
    if (!options.runner) await runner.end();
  });
  const stopped = specs.flatMap((spec): StoppedRun[] => {
    const stop = halving?.stopOf(spec);
    return stop ? [{ ...spec, stop }] : [];
  });
  const given = new Set(stopped.map(({ variation }) => variation));
  const failures: RunFailure[] = [];
  const results = specs.flatMap((spec) => {
    if (given.has(spec.variation) && !reasons.has(spec.key)) return [];
    const stored = byKey.get(spec.key);
    if (stored) return { ...stored, ...spec };
    const reason = reasons.get(spec.key);
    const result = reason === undefined ? readRun(spec) : undefined;
    if (!result) failures.push({ ...spec, reason: reason ?? `It has left no result in ${spec.folder}.` });
    return result ?? [];
  });
  if (results.length === 0) throw new RunError(failureLines(failures).join('\n'));
  if (events) writeStoredEvents(results, events);
  return new SweepResult(experiment, results, began, failures, stopped);
}

/** What the store knows of a run's epochs. */
function noteStored(halving: Halving, spec: RunSpec, result: RunResult | undefined): void {
  for (const epoch of result?.training.epochs ?? readStopped(spec)) halving.note(spec, epoch);
  if (result) halving.end(spec);
}

/** The runs with the given keys, or beginnings of keys. */
function chosen(specs: readonly RunSpec[], only: readonly string[] | undefined): readonly RunSpec[] {
  if (!only) return specs;
  const keys = new Set(specs.map(({ key }) => key));
  for (const given of only) {
    const fitting = [...keys].filter((key) => key.startsWith(given)).length;
    if (fitting === 1) continue;
    throw new ParameterError(
      fitting > 1
        ? `${fitting} runs of this sweep begin with ${given}. Give more digits.`
        : `This sweep has no run with the key ${given}. --list shows the keys of a sweep with the same options; they ` +
            'change with code, parameters and data.',
    );
  }
  return specs.filter(({ key }) => only.some((given) => key.startsWith(given)));
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

function withEvents(display: SweepDisplay, folder: string): SweepDisplay {
  const files = eventFiles(folder);
  return {
    begin: (...given) => display.begin(...given),
    batch: (...given) => display.batch(...given),
    epoch(run, record) {
      files.epoch(run, record);
      display.epoch(run, record);
    },
    end: (...given) => display.end(...given),
    fail: (...given) => display.fail(...given),
    close: () => display.close(),
  };
}

/** The number of runs that the machine's cores and free memory allow at a time. */
export function processesFor({ threads, memory }: Pick<Experiment, 'threads' | 'memory'>): number {
  return Math.max(1, Math.floor(Math.min(availableParallelism() / threads, freemem() / 2 ** 20 / memory)));
}
