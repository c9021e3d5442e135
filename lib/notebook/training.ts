import { withCluster } from '../cluster/with-cluster';
import type { ClusterOptions } from '../cluster/with-cluster';
import type { Figure, FigureOptions } from '../figures/figure';
import { inNotebook } from '../figures/kernel';
import { learningRateFigure } from '../figures/learning-rate-finder';
import { readJob } from '../parameters/job';
import type { ParameterName } from '../parameters/schema';
import { ParameterError } from '../parameters/validation';
import type { Experiment, ExperimentParameters } from '../runs/experiment';
import type { SweepPlan } from '../runs/plan';
import type { SweepResult } from '../runs/result';
import { withLearnedLandmarks } from '../runs/run';
import type { RunResult } from '../runs/run';
import { sweep as sweepRuns, train as trainRun } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import { searchMethod } from '../search/method';
import type { SearchRange } from '../search/range';
import { readRange } from '../search/range-text';
import { search as searchRuns } from '../search/search';
import type { SearchOutcome } from '../search/search';
import { tryLearningRates } from '../training/learning-rate-finder';
import type { LearningRateRange, LearningRateTrial } from '../training/learning-rate-finder';
import { runWithCard, searchWithCard, sweepWithCard } from './cards';
import { notebookDisplay } from './sweep-display';

/** How the runs of a sweep are done, and where. */
type NotebookOptions = SweepOptions & ClusterOptions;

/** Shows progress below the running cell, and follows the command that runs the notebook, if there is one. */
function notebookOptions(options: NotebookOptions): NotebookOptions {
  const { force, tensorBoard } = readJob() ?? {};
  return {
    ...(inNotebook() && { display: notebookDisplay() }),
    ...(force && { force }),
    ...(tensorBoard && { tensorBoard }),
    ...options,
  };
}

/**
 * Trains variations of an experiment, each with several seeds, and compares them. Runs are cached by code, parameters
 * and data; an interrupted sweep resumes when it is called again. A cell that ends with the result shows its table.
 *
 * @throws ParameterError for unknown names and invalid values.
 * @throws RunError when runs failed, after all others have finished.
 * @example await sweep(fullFace, { vary: { learningRate: [1e-3, 1e-4], augment: [true, false] }, repeats: 3 });
 * @example await sweep(fullFace, { vary: { batchSize: [8, 16] } }, { on: 'ray://head:10001' });
 */
export const sweep = async <P extends ExperimentParameters>(
  experiment: Experiment<P>,
  plan: SweepPlan<P>,
  options: NotebookOptions = {},
): Promise<SweepResult> =>
  sweepWithCard(await withCluster(experiment, notebookOptions(options), (all) => sweepRuns(experiment, plan, all)));

/** What a search in a notebook tries. */
export interface NotebookSearch<P> {
  /** How variations are chosen, and how many: `random:20` or `optuna:20`. */
  readonly search: string;
  /** Where from: a range, such as `log(1e-5,1e-2)` or `3..6`, or the values themselves. */
  readonly vary: { readonly [K in keyof P]?: string | readonly P[K][] };
  /** What differs from the experiment's defaults in all runs; its seed also decides what is chosen. */
  readonly base?: Partial<P>;
  /** Runs of each variation; 1 by default. */
  readonly repeats?: number;
}

/**
 * Searches for better parameters within the training set, and measures the best ones again. A cell that ends with the
 * result shows importance, parallel coordinates and slices.
 *
 * @throws ParameterError for unknown names and impossible ranges; UserError when Optuna cannot be installed.
 * @example await search(nose, { search: 'random:20', vary: { learningRate: 'log(1e-5,1e-2)', batchSize: [8, 16] } });
 */
export async function search<P extends ExperimentParameters>(
  experiment: Experiment<P>,
  { search: method, vary, ...request }: NotebookSearch<P>,
  options: NotebookOptions = {},
): Promise<SearchOutcome> {
  const given = Object.entries(vary) as [ParameterName, string | readonly unknown[]][];
  const ranges = Object.fromEntries(given.map(([name, values]) => [name, rangeFrom(name, values)]));
  const all = { ...request, method: searchMethod(method), ranges };
  return searchWithCard(
    await withCluster(experiment, notebookOptions(options), (how) => searchRuns(experiment, all, how)),
  );
}

function rangeFrom(name: ParameterName, values: string | readonly unknown[]): SearchRange {
  if (typeof values !== 'string') return { kind: 'values', values };
  const range = readRange(name, values);
  if (range) return range;
  throw new ParameterError(`${name}: '${values}' is no range. Write '1..8', 'log(1e-5,1e-2)', or a list of values.`);
}

/**
 * Trains one network of an experiment, with live curves below the cell, or takes it from the cache. A cell that
 * ends with the run shows its curves and main facts.
 *
 * @throws As `sweep` does.
 * @example const run = await train(nose, parameters);
 */
export const train = async <P extends ExperimentParameters>(
  experiment: Experiment<P>,
  parameters: P,
  options: SweepOptions = {},
): Promise<RunResult> => runWithCard(await trainRun(experiment, parameters, notebookOptions(options)), experiment);

/**
 * A learning rate range test on a fresh network: a hundred training steps in a few seconds, each with a larger learning
 * rate. It has no effect on later trainings.
 *
 * @param experiment The experiment.
 * @param parameters Its parameters.
 * @param options Range of the learning rates, caption and id.
 * @returns A figure of the loss by learning rate, with a suggestion to start with, to two significant digits.
 * @throws TrainingInterrupted when the notebook's kernel is interrupted.
 * @example await findLearningRate(nose, parameters)
 */
export async function findLearningRate(
  experiment: Experiment,
  parameters: ExperimentParameters,
  options: FigureOptions & LearningRateRange = {},
): Promise<Figure & Pick<LearningRateTrial, 'suggestion'>> {
  const data = withLearnedLandmarks(experiment, await experiment.load(parameters));
  const { landmarkSet } = data.training;
  const network = experiment.network(parameters, landmarkSet);
  try {
    const how = experiment.training(parameters, landmarkSet, data.training.faces.length);
    const trial = await tryLearningRates(network, data, how, options);
    const suggestion = trial.suggestion && Number(trial.suggestion.toPrecision(2));
    return Object.assign(learningRateFigure(trial, options), { suggestion });
  } finally {
    network.dispose();
  }
}
