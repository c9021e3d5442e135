import { predictDataset, predictorOf } from '../inference/two-stage';
import { interpret } from '../metrics/interpretation';
import { nmeMetrics } from '../metrics/samples';
import type { Metrics } from '../metrics/samples';
import type { ParameterValues } from '../parameters/schema';
import { withParameters } from '../runs/experiment';
import { gatherProvenance } from '../runs/provenance';
import type { RunResult } from '../runs/run';
import { sweep, trainedNetwork } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import { selectLandmarks } from '../samples/dataset';
import type { Dataset } from '../samples/dataset';
import type { Recipe } from './recipe';
import type { BestRecord, FinalRun } from './record';

/** The final trainings of a recipe and what is to be kept of them. */
export interface FinalTrainings {
  readonly runs: readonly RunResult[];
  readonly record: Omit<BestRecord, 'ablation'>;
}

/**
 * Trains a recipe with several seeds on all training faces and measures it on the validation faces.
 *
 * @param changes What differs from the recipe.
 */
export async function trainRecipe(
  recipe: Recipe,
  changes: Partial<ParameterValues>,
  options: SweepOptions = {},
): Promise<FinalTrainings> {
  const { name, title, metric, measure, experiment } = recipe;
  const parameters = withParameters(experiment, changes);
  const { runs } = await sweep(experiment, { base: parameters, repeats: parameters.repeats }, options);
  const { training, validation, set, split } = await experiment.load(parameters);
  const data = { set, split, training: training.faces.length, validation: validation.faces.length };
  const measured: Measured[] = [];
  for (const run of runs) measured.push(await measureRun(recipe, run, validation));
  const { predictions, samples } = measured[0]!;
  const { errors } = interpret(samples, predictions, { measure: metric === 'nme' ? 'nme' : 'pixels' });
  const record = {
    name,
    title,
    metric,
    measure,
    parameters,
    final: runs.map((run, i) => finalRun(run, measured[i]!.metrics)),
    predictions: Array.from(predictions, (value) => Number(value.toFixed(5))),
    photos: samples.faces.map(({ id }, i) => ({ id, error: Number(errors[i]!.toFixed(2)) })),
    networkParameters: runs[0]!.networkParameters,
    provenance: gatherProvenance(
      data,
      runs.map((run) => run.parameters.seed),
    ),
  };
  return { runs, record };
}

/** What a trained network says of the validation faces, and its figures. */
interface Measured {
  readonly predictions: Float32Array;
  readonly samples: Dataset;
  readonly metrics: Metrics;
}

/** Measures a run by what the recipe is about: the nose alone, all landmarks, or those of faces in photos from anywhere. */
async function measureRun(recipe: Recipe, run: RunResult, validation: Dataset): Promise<Measured> {
  const { metrics, training } = run;
  if (recipe.metric === 'nme') return measureTwoStage(recipe, run, validation);
  const predictions = Float32Array.from(training.predictions);
  if (recipe.metric !== 'noseMse') return { predictions, samples: validation, metrics };
  const nose = [validation.landmarkSet.noseTip];
  return {
    predictions: selectLandmarks({ ...validation, landmarks: predictions }, nose).landmarks,
    samples: selectLandmarks(validation, nose),
    metrics,
  };
}

/** As `npm run predict` looks at a photo, so that its users get what is reported. */
async function measureTwoStage({ experiment }: Recipe, run: RunResult, validation: Dataset): Promise<Measured> {
  const { cropScale = 1, testTimeAugmentation = false } = run.parameters;
  const network = await trainedNetwork(experiment, run);
  const predictor = predictorOf(network, { cropScale, testTimeAugmentation });
  try {
    const predictions = await predictDataset(predictor, validation);
    return {
      predictions,
      samples: validation,
      metrics: { ...run.metrics, oneStageNme: run.metrics.nme!, ...nmeMetrics(predictions, validation) },
    };
  } finally {
    predictor.dispose();
  }
}

function finalRun({ parameters, training, seconds }: RunResult, metrics: Metrics): FinalRun {
  const short = (value: number): number => Number(value.toPrecision(4));
  const epochs = training.epochs.map((epoch) =>
    Object.fromEntries(Object.entries(epoch).map(([name, value]) => [name, short(value as number)])),
  );
  return { seed: parameters.seed, metrics, seconds, epochs: epochs as unknown as FinalRun['epochs'] };
}
