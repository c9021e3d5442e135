import { formatValue } from '../format';
import { pairedDifference } from '../metrics/difference';
import type { TestedDifference } from '../metrics/difference';
import { meanAndSd } from '../metrics/statistics';
import { wordsOf } from '../parameters/names';
import type { ParameterValues } from '../parameters/schema';
import { sweep } from '../runs/sweep';
import type { SweepOptions } from '../runs/sweep';
import type { Recipe } from './recipe';

/** One step of an ablation study, measured together with all steps before it. */
export interface AblationStep {
  /** What changed, e.g. `L1 loss instead of MSE`; the starting point for the first one. */
  readonly title: string;
  /** The parameters that changed. */
  readonly changes: Partial<ParameterValues>;
  /** The error over folds. */
  readonly mean: number;
  readonly sd: number;
  /** The change that this step brought, paired by fold, with half the width of its 95% interval; not for the first. */
  readonly change?: TestedDifference;
}

/**
 * Measures how much each step of a recipe brings: a cumulative ablation study, in which each step keeps the changes of
 * those before it. Cross-validates within the training faces, so the validation faces have no part in the choice.
 *
 * @param recipe Its steps and metric.
 * @param overrides Parameters that have these values in every step, e.g. fewer epochs.
 * @param options How the runs are done.
 * @returns The steps; those that only set what `overrides` sets are left out.
 * @throws ParameterError for impossible values; RunError when runs failed; DOMException 'AbortError' when stopped.
 * @example await ablationStudy(bestFullFace, { epochs: 30 });
 */
export async function ablationStudy(
  { experiment, metric, start, steps: all }: Recipe,
  overrides: Partial<ParameterValues>,
  options: SweepOptions = {},
): Promise<AblationStep[]> {
  const steps = all.filter((step) => Object.keys(step.changes).some((name) => !(name in overrides)));
  let changes: Partial<ParameterValues> = {};
  const variations = steps.map((step) => {
    changes = { ...changes, ...step.changes };
    return [step.title, { ...changes, ...overrides }] as const;
  });
  const base = { ...start.changes, ...overrides };
  const plan = { base, variations: Object.fromEntries(variations), crossValidate: true, repeats: 1 };
  // Two trainings with a core each finish sooner than one after the other with both: a second core speeds up by 1.7 only.
  const result = (await sweep({ ...experiment, threads: 1 }, plan, options)).complete();
  const values = result.variations.map(({ label }) =>
    result.runsOf(label).map((run) => run.metrics[metric.key] ?? NaN),
  );
  const first = { ...start, title: start.title + inEveryStep(overrides) };
  return [first, ...steps].map((step, i) => ({
    ...step,
    mean: meanAndSd(values[i]!).mean,
    sd: meanAndSd(values[i]!).sd,
    ...(i > 0 && { change: pairedDifference(values[i]!, values[i - 1]!) }),
  }));
}

/** ` (every step: epochs 30)`; empty without overrides. */
function inEveryStep(overrides: Partial<ParameterValues>): string {
  const named = Object.entries(overrides).map(([name, value]) => `${wordsOf(name)} ${formatValue(value)}`);
  return named.length > 0 ? ` (every step: ${named.join(', ')})` : '';
}
