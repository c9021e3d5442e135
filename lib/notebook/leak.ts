import { compareRuns } from '../metrics/comparison';
import type { Comparison } from '../metrics/comparison';
import { interpret } from '../metrics/interpretation';
import type { Metric } from '../metrics/metric';
import { mean, meanAndSd } from '../metrics/statistics';
import type { MeanAndSd } from '../metrics/statistics';
import { compareFaces, verdictOf } from '../metrics/verdict';
import type { FaceComparison, Verdict } from '../metrics/verdict';
import type { Experiment } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import { baselineMse } from '../runs/run';
import type { RunResult } from '../runs/run';
import { hasDiverged } from '../training/record';

/** What a network reaches with one split of the photos. */
export interface SplitResult {
  /** What the photos are split by, `person` or `photo`. */
  readonly split: string;
  /** The metric of each seed. */
  readonly values: readonly number[];
  readonly value: MeanAndSd;
  /** The mean-shape baseline with the validation photos of each seed. */
  readonly baselines: readonly number[];
  readonly baseline: MeanAndSd;
}

/** The same network measured with a split by person and with one by photo. */
export interface LeakFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  readonly splits: readonly [SplitResult, SplitResult];
  /** The second error minus the first. */
  readonly difference: Comparison;
  /** 'diverged' if any of the trainings has. */
  readonly verdict: Verdict;
  /** Errors on the photos that both splits have held out, in pixels of the photo: second split against the first. */
  readonly shared?: {
    readonly photos: number;
    readonly people: number;
    readonly comparison: FaceComparison;
  };
}

/** Errors of the held-out photos of one run, by the photo's id, with the person of each. */
interface HeldOut {
  readonly errors: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, string>;
}

/**
 * Compares the base runs of two sweeps that split the photos in different ways: their errors, and those of the same
 * photos where both splits held them out.
 *
 * @param experiment Whose runs they are.
 * @param first Split by person.
 * @param second Split by photo; each seed holds out other photos.
 */
export async function leakFindings(
  experiment: Experiment,
  first: SweepResult,
  second: SweepResult,
): Promise<LeakFindings> {
  const isDiverged = [...first.runsOf(), ...second.runsOf()].some(({ training }) => hasDiverged(training));
  const [one, other] = [await splitResult(experiment, first), await splitResult(experiment, second)];
  const [difference] = compareRuns(one.result, [other.result]) as [Comparison];
  const shared = sharedPhotos(one.heldOut, other.heldOut);
  return {
    metric: first.metric,
    splits: [one.result, other.result],
    difference,
    verdict: isDiverged ? 'diverged' : verdictOf(difference),
    ...(shared && !isDiverged && { shared }),
  };
}

async function splitResult(
  experiment: Experiment,
  sweep: SweepResult,
): Promise<{ result: SplitResult; heldOut: HeldOut[] }> {
  const runs = sweep.runsOf();
  const heldOut: HeldOut[] = [];
  const baselines: number[] = [];
  for (const run of runs) {
    const data = await experiment.load({ ...experiment.defaults, ...run.parameters });
    heldOut.push(heldOutErrors(run, data.validation));
    baselines.push(baselineMse(experiment, data));
  }
  const values = runs.map(({ metrics }) => metrics[sweep.metric.key]!);
  const split = runs[0]!.parameters.split ?? 'person';
  const result = { split, values, value: meanAndSd(values), baselines, baseline: meanAndSd(baselines) };
  return { result, heldOut };
}

function heldOutErrors(run: RunResult, validation: Parameters<typeof interpret>[0]): HeldOut {
  const { errors } = interpret(validation, run.training.predictions);
  return {
    errors: new Map(validation.faces.map(({ id }, i) => [id, errors[i]!])),
    people: new Map(validation.faces.map(({ id, group }) => [id, group])),
  };
}

/** The mean error of each photo that both splits have held out in some seed; undefined for fewer than two people. */
function sharedPhotos(first: readonly HeldOut[], second: readonly HeldOut[]): LeakFindings['shared'] {
  const errorOf = (runs: readonly HeldOut[], id: string) => runs.flatMap(({ errors }) => errors.get(id) ?? []);
  const people = new Map(first.flatMap((run) => [...run.people]));
  const ids = [...people.keys()].filter((id) => errorOf(second, id).length > 0);
  const groups = ids.map((id) => people.get(id)!);
  if (new Set(groups).size < 2) return undefined;
  const means = (runs: readonly HeldOut[]) => ids.map((id) => mean(errorOf(runs, id)));
  return {
    photos: ids.length,
    people: new Set(groups).size,
    comparison: compareFaces(means(second), means(first), groups),
  };
}
