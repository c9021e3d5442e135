import { withParameters } from './experiment';
import type { Experiment } from './experiment';
import type { ParameterValues, ParameterName } from '../parameters/schema';
import { codeFingerprint, runKey } from './key';
import type { Job } from './process';
import type { RunStore } from './store';
import { gridVariations, namedVariations } from './variations';
import type { Grid, Named, Variation } from './variations';

/** What a sweep tries. */
export interface SweepPlan<P> {
  /** Values to try, in every combination. */
  readonly vary?: Grid<P>;
  /** Named changes to try, one at a time, beside the unchanged base. */
  readonly variations?: Named<P>;
  /** What differs from the experiment's defaults in all runs. */
  readonly base?: Partial<P>;
  /** Repetitions of each variation, with the base's seed and those that follow it; 3 by default. */
  readonly repeats?: number;
  /** Whether each variation goes through all parts of the experiment's cross-validation. */
  readonly crossValidate?: boolean;
}

/** One run of a sweep. */
export interface PlannedRun extends Job {
  readonly variation: Variation<object>;
  readonly epochs: number;
  /** e.g. `learning rate 1e-4, seed 2`. */
  readonly label: string;
}

/**
 * All runs of a sweep, variation by variation.
 *
 * @throws ParameterError for unknown names and impossible values.
 */
export async function planRuns<K extends ParameterName>(
  experiment: Experiment<K>,
  plan: SweepPlan<Pick<ParameterValues, K>>,
  store: RunStore,
): Promise<PlannedRun[]> {
  const base = withParameters(experiment, plan.base ?? {});
  const variations = plan.vary ? gridVariations(plan.vary, base) : namedVariations(plan.variations ?? {});
  const code = codeFingerprint(experiment.source);
  const runs: PlannedRun[] = [];
  for (const variation of variations) {
    const changed = withParameters(experiment, { ...base, ...variation.changes });
    const { checksum } = await experiment.faces(changed);
    for (const repetition of repetitions(changed, plan)) {
      const parameters = runParameters({ ...changed, ...repetition });
      runs.push({
        source: experiment.source,
        experiment: experiment.name,
        parameters,
        key: runKey(experiment.name, code, parameters, checksum),
        store: store.folder,
        threads: experiment.threads,
        variation,
        epochs: parameters.epochs ?? 1,
        label: [variation.label, ...Object.entries(repetition).map(([name, value]) => `${name} ${value}`)].join(', '),
      });
    }
  }
  return runs;
}

/** The seeds, or the parts of the cross-validation times the seeds. */
function repetitions(
  parameters: Partial<ParameterValues>,
  plan: Pick<SweepPlan<object>, 'repeats' | 'crossValidate'>,
): Partial<ParameterValues>[] {
  const { seed = 0, folds = 1 } = parameters;
  const seeds = Array.from({ length: plan.repeats ?? 3 }, (_, i) => ({ seed: seed + i }));
  if (!plan.crossValidate) return seeds;
  const parts = Array.from({ length: folds }, (_, i) => ({ fold: i + 1 }));
  return parts.flatMap((part) => seeds.map((own) => ({ ...part, ...own })));
}

/** Only what a run's numbers depend on: not how many seeds the report takes. */
function runParameters({ repeats: _, ...parameters }: Partial<ParameterValues>): Partial<ParameterValues> {
  return parameters;
}
