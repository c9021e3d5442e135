import type { Recipe } from '../experiments/best/recipe';
import type { BestRecord } from '../experiments/best/record';
import type { Catalogue } from '../experiments/parameters';
import { pairedDifference, spread } from '../metrics/statistics';
import { sweep } from './sweep';
import type { SweepOptions } from './sweep';

/**
 * Measures the steps that led to a recipe, each with all those before it, by cross-validation inside the training
 * faces: the validation faces take no part.
 *
 * @param changes What is otherwise in all steps, whatever they say of it.
 * @returns Mean and deviation over the parts, and the change that each step brought, paired by part.
 */
export async function climb(
  { experiment, metric, start, steps }: Recipe,
  changes: Partial<Catalogue>,
  options: SweepOptions = {},
): Promise<BestRecord['ladder']> {
  let reached: Partial<Catalogue> = {};
  const variations = steps.map((step) => {
    reached = { ...reached, ...step.changes };
    return [step.title, { ...reached, ...changes }] as const;
  });
  const base = { ...start.changes, ...changes };
  const plan = { base, variations: Object.fromEntries(variations), crossValidate: true, seeds: 1 };
  const result = await sweep(experiment, plan, options);
  const values = result.variations.map(({ label }) => result.runsOf(label).map((run) => run.metrics[metric] ?? NaN));
  return [start, ...steps].map(({ title, changes }, i) => ({
    title,
    changes,
    mean: spread(values[i]!).mean,
    sd: spread(values[i]!).sd,
    ...(i > 0 && { change: pairedDifference(values[i]!, values[i - 1]!) }),
  }));
}
