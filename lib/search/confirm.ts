import type { Experiment, ExperimentParameters } from '../runs/experiment';
import { foldNumbers } from '../runs/plan';
import type { SweepPlan } from '../runs/plan';
import type { SweepResult, SweepRow } from '../runs/result';

/** Seeds of the second measurement: on each of the other folds, and where there are no folds. */
const SEEDS = { perFold: 3, alone: 5 };

/**
 * The variations of a search, the best one first; those of which a run has diverged come last.
 *
 * @param result Of the sweep that `searchPlan` describes.
 */
export function ranked(result: SweepResult): SweepRow[] {
  const place = ({ value, diverged }: SweepRow): number =>
    diverged > 0 || Number.isNaN(value.mean) ? Infinity : value.mean;
  return result.rows().sort((a, b) => place(a) - place(b) || 0);
}

/**
 * The sweep that measures the best variation of a search and the default again, with seeds that the search has not used
 * and, where there are folds, on the other folds. The best of many looks better than it is, as chance helped to choose
 * it.
 *
 * @param experiment The experiment.
 * @param plan The search, as `searchPlan` made it.
 * @param best What distinguishes the best variation, in words and parameters.
 * @returns The sweep: the default, then the best variation.
 */
export function confirmationPlan<P extends ExperimentParameters>(
  { defaults }: Pick<Experiment<P>, 'defaults'>,
  plan: SweepPlan<P>,
  { label, changes }: SweepRow['variation'],
): SweepPlan<P> {
  const all: ExperimentParameters = { ...defaults, ...plan.base };
  const others = foldsOf(all).filter((fold) => fold !== all.fold);
  return {
    base: { ...plan.base, seed: all.seed + (plan.repeats ?? 1) } as Partial<P>,
    variations: { [label]: changes },
    repeats: others.length > 0 ? SEEDS.perFold : SEEDS.alone,
    ...(others.length > 0 && { crossValidate: others }),
  };
}

/** The folds within the training set; empty where none was searched on. */
const foldsOf = ({ fold = 0, folds = 0 }: ExperimentParameters): number[] => (fold === 0 ? [] : foldNumbers(folds));
