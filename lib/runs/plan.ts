import { join } from 'node:path';
import type { FaceSet } from '../landmarks/face';
import type { ParameterValues } from '../parameters/schema';
import { withParameters } from './experiment';
import type { Experiment, ExperimentParameters } from './experiment';
import { codeFingerprint, runKey } from './key';
import type { RunSpec } from './run';
import { gridVariations, namedVariations } from './variations';
import type { Grid, NamedVariations } from './variations';

/** What a sweep compares. */
export interface SweepPlan<P> {
  /** Values to try, in every combination. */
  readonly vary?: Grid<P>;
  /** Named changes to try, one at a time, beside the unchanged base. */
  readonly variations?: NamedVariations<P>;
  /** What differs from the experiment's defaults in all runs. */
  readonly base?: Partial<P>;
  /** Label of the unchanged base beside named variations; `default` if left out. */
  readonly baseLabel?: string;
  /** Runs of each variation, with the base's seed and those that follow it; 3 by default. */
  readonly repeats?: number;
  /** Whether each variation is cross-validated: over all folds of the experiment, or over those given, from 1. */
  readonly crossValidate?: boolean | readonly number[];
}

/**
 * All runs of a sweep, variation by variation.
 *
 * @param folder Where runs are stored.
 * @throws ParameterError for unknown names and invalid values.
 */
export async function planRuns<P extends ExperimentParameters>(
  experiment: Experiment<P>,
  plan: SweepPlan<P>,
  folder: string,
): Promise<RunSpec[]> {
  const { name, source, threads } = experiment;
  const base = withParameters(experiment, plan.base ?? {});
  const variations = plan.vary
    ? gridVariations(plan.vary, base)
    : namedVariations(plan.variations ?? {}, plan.baseLabel);
  const code = codeFingerprint(source);
  const sets = new Map<unknown, Promise<FaceSet>>();
  const runs: RunSpec[] = [];
  for (const variation of variations) {
    const changed = withParameters(experiment, { ...base, ...variation.changes });
    // Of all parameters, only the choice of the data decides what is found.
    const found = sets.get(changed.data) ?? experiment.findFaces(changed);
    sets.set(changed.data, found);
    const { checksum, generated } = await found;
    for (const repetition of repetitions(changed, plan)) {
      const parameters = withoutRepeats({ ...changed, ...repetition });
      const key = runKey(name, code, parameters, checksum);
      const label = [variation.label, ...Object.entries(repetition).map(([part, value]) => `${part} ${value}`)];
      runs.push({
        experiment: name,
        source,
        parameters,
        key,
        folder: join(folder, key),
        threads,
        generated,
        variation,
        label: label.join(', '),
      });
    }
  }
  return runs;
}

/** The folds of a cross-validation: 1 to their number. */
export const foldNumbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** The seeds, or the folds of the cross-validation times the seeds. */
function repetitions(
  { seed, folds = 1 }: ExperimentParameters,
  { repeats = 3, crossValidate }: Pick<SweepPlan<object>, 'repeats' | 'crossValidate'>,
): Partial<ParameterValues>[] {
  const seeds = Array.from({ length: repeats }, (_, i) => ({ seed: seed + i }));
  if (!crossValidate) return seeds;
  const parts = (crossValidate === true ? foldNumbers(folds) : crossValidate).map((fold) => ({ fold }));
  return parts.flatMap((part) => seeds.map((own) => ({ ...part, ...own })));
}

/** A run's result does not depend on how many others there are. */
function withoutRepeats({ repeats: _, ...parameters }: ExperimentParameters): RunSpec['parameters'] {
  return parameters;
}
