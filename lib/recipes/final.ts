import type { Recipe } from './recipe';
import type { BestRecord, FinalRun } from './record';
import { withParameters } from '../runs/experiment';
import type { Catalogue } from '../parameters/schema';
import { nmeMetrics } from '../metrics/samples';
import type { Metrics } from '../metrics/samples';
import { interpret } from '../metrics/interpretation';
import { predictSamples } from './predict-samples';
import { predictorOf } from './predictor';
import { gatherProvenance } from '../runs/provenance';
import type { Samples } from '../samples/dataset';
import { selectPoints } from '../samples/select';
import type { SweepRun } from '../runs/result';
import { sweep } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import { trainedNetwork } from '../runs/train';

/** The final trainings of a recipe and what is to be kept of them. */
export interface FinalTrainings {
  readonly runs: readonly SweepRun[];
  readonly record: Omit<BestRecord, 'ladder'>;
}

/**
 * Trains a recipe with several seeds on all training faces and measures it on the validation faces.
 *
 * @param changes What differs from the recipe.
 */
export async function trainFinally(
  recipe: Recipe,
  changes: Partial<Catalogue>,
  options: SweepOptions = {},
): Promise<FinalTrainings> {
  const { name, title, metric, measure, experiment } = recipe;
  const parameters = withParameters(experiment, changes);
  const { runs } = await sweep(experiment, { base: parameters, seeds: parameters.seeds }, options);
  const { training, validation, set, split } = await experiment.samples(parameters);
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
      runs.map((run) => run.parameters.seed ?? 0),
    ),
  };
  return { runs, record };
}

/** What a trained network says of the validation faces, and its figures. */
interface Measured {
  readonly predictions: Float32Array;
  readonly samples: Samples;
  readonly metrics: Metrics;
}

/** Measures a run by what the recipe is about: the nose alone, all points, or those of faces in photos from anywhere. */
async function measureRun(recipe: Recipe, run: SweepRun, validation: Samples): Promise<Measured> {
  const { metrics, training } = run;
  if (recipe.metric === 'nme') return measureTwoLooks(recipe, run, validation);
  const predictions = Float32Array.from(training.predictions);
  if (recipe.metric !== 'noseMse') return { predictions, samples: validation, metrics };
  const nose = [validation.scheme.noseTip];
  return {
    predictions: selectPoints({ ...validation, points: predictions }, nose).points,
    samples: selectPoints(validation, nose),
    metrics,
  };
}

/** As `npm run predict` looks at a photo, so that its users get what is reported. */
async function measureTwoLooks({ experiment }: Recipe, run: SweepRun, validation: Samples): Promise<Measured> {
  const parameters = { ...experiment.defaults, ...run.parameters };
  const predictor = predictorOf(await trainedNetwork(experiment, run), parameters);
  try {
    const predictions = await predictSamples(predictor, validation);
    return {
      predictions,
      samples: validation,
      metrics: { ...run.metrics, oneLookNme: run.metrics.nme!, ...nmeMetrics(predictions, validation) },
    };
  } finally {
    predictor.dispose();
  }
}

function finalRun({ parameters, training, seconds }: SweepRun, metrics: Metrics): FinalRun {
  const short = (value: number): number => Number(value.toPrecision(4));
  const epochs = training.epochs.map((epoch) =>
    Object.fromEntries(Object.entries(epoch).map(([name, value]) => [name, short(value as number)])),
  );
  return { seed: parameters.seed ?? 0, metrics, seconds, epochs: epochs as unknown as FinalRun['epochs'] };
}
