import type { Recipe } from '../experiments/best/recipe';
import type { BestRecord, FinalRun } from '../experiments/best/record';
import { withParameters } from '../experiments/experiment';
import type { Catalogue } from '../experiments/parameters';
import { interpret } from '../figures/interpretation';
import { gatherProvenance } from '../report/provenance';
import type { Samples } from '../samples/samples';
import { selectPoints } from '../samples/select';
import type { SweepRun } from './result';
import { sweep } from './sweep';
import type { SweepOptions } from './sweep';

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
  const [first] = runs as [SweepRun];
  const { predictions, samples } = ofRecipe(recipe, first, validation);
  const { errors } = interpret(samples, predictions, { measure: metric === 'nme' ? 'nme' : 'pixels' });
  const record = {
    name,
    title,
    metric,
    measure,
    parameters,
    final: runs.map(finalRun),
    predictions: Array.from(predictions, (value) => Number(value.toFixed(5))),
    photos: samples.faces.map(({ id }, i) => ({ id, error: Number(errors[i]!.toFixed(2)) })),
    networkParameters: first.networkParameters,
    provenance: gatherProvenance(
      data,
      runs.map((run) => run.parameters.seed ?? 0),
    ),
  };
  return { runs, record };
}

/** What the recipe is about: the nose alone, or all points. */
function ofRecipe({ metric }: Recipe, { training }: SweepRun, validation: Samples) {
  const predicted = Float32Array.from(training.predictions);
  if (metric !== 'noseMse') return { predictions: predicted, samples: validation };
  const nose = [validation.scheme.noseTip];
  return {
    predictions: selectPoints({ ...validation, points: predicted }, nose).points,
    samples: selectPoints(validation, nose),
  };
}

function finalRun({ parameters, metrics, training, seconds }: SweepRun): FinalRun {
  const short = (value: number): number => Number(value.toPrecision(4));
  const epochs = training.epochs.map((epoch) =>
    Object.fromEntries(Object.entries(epoch).map(([name, value]) => [name, short(value as number)])),
  );
  return { seed: parameters.seed ?? 0, metrics, seconds, epochs: epochs as unknown as FinalRun['epochs'] };
}
