import { notice } from '../notices';
import type { Experiment, ExperimentParameters } from '../runs/experiment';
import type { SweepPlan } from '../runs/plan';
import type { SweepDisplay } from '../runs/progress';
import type { SweepResult, SweepRow } from '../runs/result';
import { sweep } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import { terminalDisplay } from '../runs/terminal-display';
import { labelOf } from '../runs/variations';
import { confirmationPlan, ranked } from './confirm';
import type { SearchMethod } from './method';
import { Optuna } from './optuna';
import type { Trial, TrialResult } from './optuna';
import { searchBase, searchPlan } from './plan';
import type { SearchPlan } from './plan';
import { rounded } from './range';

/** What a search is asked for. */
export interface SearchRequest<P> extends Omit<SearchPlan<P>, 'count'> {
  readonly method: SearchMethod;
}

/** What a search has found. */
export interface SearchOutcome {
  /** All variations, the default first; those that were stopped early are apart. */
  readonly result: SweepResult;
  /** Number of variations that were tried, the default and those that were stopped early included. */
  readonly tried: number;
  /** The best variation; undefined if the default is better than all others. */
  readonly best: SweepRow | undefined;
  /** The default and the best variation measured again; undefined if there is no best one. */
  readonly confirmation: SweepResult | undefined;
}

/** Trials that Optuna is asked for at a time: always as many, so that it suggests the same on every machine. */
const ROUND = 4;

/**
 * Tries variations of an experiment within the training set, and measures the best one again. An interrupted search
 * resumes when it is called again, with the same seed and ranges: what was trained is read from the store.
 *
 * @param experiment The experiment.
 * @param request How the variations are chosen, and where from.
 * @param options As for `sweep`; `prune` does not apply to the second measurement.
 * @throws As `sweep` does; UserError when Optuna cannot be installed.
 * @example await search(nose, { method: { kind: 'random', count: 30 }, ranges: { learningRate: rates } });
 */
export async function search<P extends ExperimentParameters>(
  experiment: Experiment<P>,
  request: SearchRequest<P>,
  options: SweepOptions = {},
): Promise<SearchOutcome> {
  const { plan, result } = await chosen(experiment, request, options);
  const [first] = ranked(result);
  const best = first && first.variation !== result.variations[0] ? first : undefined;
  const again = best && confirmationPlan(experiment, plan, best.variation);
  if (again) {
    const folds = Array.isArray(again.crossValidate) ? ` on the other folds (${again.crossValidate.join(', ')})` : '';
    notice(`Measuring the best variation and the default again${folds}, with new seeds.`);
  }
  const confirmation = again && (await sweep(experiment, again, { ...options, prune: undefined }));
  const stopped = new Set(result.stopped.map(({ variation }) => variation)).size;
  return { result, best, confirmation, tried: result.variations.length + stopped };
}

interface Chosen<P> {
  readonly plan: SweepPlan<P>;
  readonly result: SweepResult;
}

async function chosen<P extends ExperimentParameters>(
  experiment: Experiment<P>,
  { method, ...request }: SearchRequest<P>,
  options: SweepOptions,
): Promise<Chosen<P>> {
  if (method.kind === 'optuna') return withOptuna(experiment, { ...request, count: method.count }, options);
  const plan = searchPlan(experiment, { ...request, count: method.count });
  return { plan, result: await sweep(experiment, plan, options) };
}

/** Asks for a round of variations, runs them, tells what came of it, and so on. */
async function withOptuna<P extends ExperimentParameters>(
  experiment: Experiment<P>,
  request: SearchPlan<P>,
  options: SweepOptions,
): Promise<Chosen<P>> {
  const { ranges, count, base = {} } = request;
  const common = searchBase(experiment, request);
  const display = options.display ?? terminalDisplay();
  const optuna = await Optuna.start(ranges, { ...experiment.defaults, ...base }.seed);
  const variations: Record<string, Partial<P>> = {};
  let plan: SweepPlan<P> = common;
  let result: SweepResult | undefined;
  try {
    for (let done = 0; done < count; done += ROUND) {
      const trials = await optuna.ask(Math.min(ROUND, count - done));
      for (const trial of trials) {
        const changes = changesOf<P>(trial, ranges);
        variations[labelOf(changes)] = changes;
      }
      plan = { ...common, variations: { ...variations } };
      result = await sweep(experiment, plan, { ...options, display: done === 0 ? display : withoutNote(display) });
      const known = result;
      await optuna.tell(trials.map((trial) => told(trial, labelOf(changesOf(trial, ranges)), known)));
    }
  } finally {
    optuna.end();
  }
  return { plan, result: result! };
}

/** The digits that drawn numbers have. */
const changesOf = <P>({ values }: Trial, ranges: SearchPlan<P>['ranges']): Partial<P> =>
  Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, rounded(range, values[name])])) as Partial<P>;

function told({ number }: Trial, label: string, result: SweepResult): TrialResult {
  const stopped = result.stopped.filter(({ variation }) => variation.label === label);
  if (stopped.length > 0) return { number, steps: stopped.map(({ stop }) => [stop.epoch, finite(stop.error)]) };
  const error = result.rows().find(({ variation }) => variation.label === label)?.value.mean;
  return { number, ...(error !== undefined && Number.isFinite(error) && { error }) };
}

/** JSON knows no infinity. */
const finite = (error: number): number => Math.min(error, Number.MAX_VALUE);

/** Later rounds find the runs of earlier ones in the store, which nobody has to be told. */
const withoutNote = (display: SweepDisplay): SweepDisplay => ({
  begin: (todo) => display.begin(todo, ''),
  batch: (...given) => display.batch(...given),
  epoch: (...given) => display.epoch(...given),
  end: (...given) => display.end(...given),
  fail: (...given) => display.fail(...given),
  close: () => display.close(),
});
