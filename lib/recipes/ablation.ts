import { meanAndSd, pairedDifference } from '../metrics/statistics';
import type { ParameterValues } from '../parameters/schema';
import { sweep } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import type { Recipe } from './recipe';
import type { BestRecord } from './record';

/**
 * Measures the steps that led to a recipe, each with all those before it, by cross-validation inside the training
 * faces: the validation faces take no part.
 *
 * @param changes What is otherwise in all steps, whatever they say of it.
 * @returns Mean and deviation over the parts, and the change that each step brought, paired by part.
 */
export async function ablationStudy(
  { experiment, metric, start, steps: all }: Recipe,
  changes: Partial<ParameterValues>,
  options: SweepOptions = {},
): Promise<BestRecord['ablation']> {
  // A step that only sets what is set otherwise here, such as more epochs in a shorter trial, is none.
  const steps = all.filter((step) => Object.keys(step.changes).some((name) => !(name in changes)));
  let reached: Partial<ParameterValues> = {};
  const variations = steps.map((step) => {
    reached = { ...reached, ...step.changes };
    return [step.title, { ...reached, ...changes }] as const;
  });
  const base = { ...start.changes, ...changes };
  const plan = { base, variations: Object.fromEntries(variations), crossValidate: true, repeats: 1 };
  // Two trainings on a core each are done sooner than one after the other on both: a step scales by 1.7 only.
  const result = await sweep({ ...experiment, threads: 1 }, plan, options);
  const values = result.variations.map(({ label }) => result.runsOf(label).map((run) => run.metrics[metric] ?? NaN));
  const first = { ...start, title: [start.title, ...differences(changes)].join('; all steps with ') };
  return [first, ...steps].map(({ title, changes }, i) => ({
    title,
    changes,
    mean: meanAndSd(values[i]!).mean,
    sd: meanAndSd(values[i]!).sd,
    ...(i > 0 && { change: pairedDifference(values[i]!, values[i - 1]!) }),
  }));
}

/** What an ablation study's trainings all have other than the recipe's, for a title: `epochs 30`. */
function differences(changes: Partial<ParameterValues>): string[] {
  const named = Object.entries(changes).map(([name, value]) => `${name} ${String(value)}`);
  return named.length > 0 ? [named.join(', ')] : [];
}
