import { interpret } from '../metrics/interpretation';
import type { Metrics } from '../metrics/samples';
import type { ParameterValues } from '../parameters/schema';
import { withParameters } from '../runs/experiment';
import { gatherProvenance } from '../runs/provenance';
import type { RunResult } from '../runs/run';
import { sweep } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import { selectLandmarks } from '../samples/dataset';
import type { Dataset } from '../samples/dataset';
import type { EpochRecord } from '../training/record';
import type { Evaluation, Recipe } from './recipe';
import type { BestRecord, BestRun } from './record';

/** The trainings of a recipe, and what its record keeps of them. */
export interface RecipeTraining {
  readonly runs: readonly RunResult[];
  /** The record; its ablation study is a measurement of its own. */
  readonly record: Omit<BestRecord, 'ablation'>;
}

/**
 * Trains a recipe with several seeds on all training faces and evaluates it on the validation faces.
 *
 * @param recipe Says how.
 * @param changes Parameters that differ from the recipe.
 * @param options How the runs are done.
 * @returns The finished runs and their record.
 * @throws ParameterError for impossible values; RunError when runs failed; DOMException 'AbortError' when stopped.
 */
export async function trainRecipe(
  recipe: Recipe,
  changes: Partial<ParameterValues>,
  options: SweepOptions = {},
): Promise<RecipeTraining> {
  const { name, title, network, metric, experiment } = recipe;
  const parameters = withParameters(experiment, changes);
  const result = await sweep(experiment, { base: parameters, repeats: parameters.repeats }, options);
  const { runs } = result.complete();
  const { training, validation, set, split } = await experiment.load(parameters);
  const data = { set, split, training: training.faces.length, validation: validation.faces.length };
  const evaluations: Evaluation[] = [];
  for (const run of runs) evaluations.push(await recipe.evaluate(run, validation));
  const landmarks = recipe.landmarks?.(validation.landmarkSet);
  const { predictions, dataset } = selected(evaluations[0]!.predictions, validation, landmarks);
  const { errors } = interpret(dataset, predictions, { measure: metric.measure });
  const seeds = runs.map((run) => run.parameters.seed);
  const record = {
    name,
    title,
    network,
    ...(landmarks && { landmarks }),
    metric,
    parameters,
    networkParameters: runs[0]!.networkParameters,
    runs: runs.map((run, i) => bestRun(run, evaluations[i]!.metrics)),
    predictions: Array.from(predictions, (value) => Number(value.toFixed(5))),
    photos: dataset.faces.map(({ id }, i) => ({ id, error: Number(errors[i]!.toFixed(2)) })),
    provenance: gatherProvenance(data, seeds),
  };
  return { runs, record };
}

/** Predictions and faces with only these landmarks, or with all of them. */
function selected(predictions: Float32Array, dataset: Dataset, landmarks: readonly number[] | undefined) {
  if (!landmarks) return { predictions, dataset };
  return {
    predictions: selectLandmarks({ ...dataset, landmarks: predictions }, landmarks).landmarks,
    dataset: selectLandmarks(dataset, landmarks),
  };
}

/** What a record keeps of a run: its epochs with four significant digits. */
function bestRun({ parameters, training, seconds }: RunResult, metrics: Metrics): BestRun {
  const rounded = (epoch: EpochRecord): EpochRecord =>
    Object.fromEntries(
      Object.entries(epoch).map(([name, value]) => [name, Number((value as number).toPrecision(4))]),
    ) as unknown as EpochRecord;
  return { seed: parameters.seed, seconds, metrics, epochs: training.epochs.map(rounded) };
}
