import type { Figure, FigureOptions } from './figure';
import { fixed, significant } from '../format';
import { measuredDecimals, plusMinus } from '../format';
import { table } from './table';

/** One step on the way to a better recipe. */
export interface AblationStep {
  /** What was changed, e.g. `batch normalization`; the start for the first one. */
  readonly title: string;
  /** The error with all steps so far. */
  readonly mean: number;
  /** Its standard deviation over seeds or folds; NaN for a single run. */
  readonly sd: number;
  /** Change by this step, and half the width of its 95 % interval; missing for the first. */
  readonly change?: { readonly mean: number; readonly margin: number };
}

export interface AblationTableOptions extends FigureOptions {
  /** Name and unit of the error, e.g. `MSE` or `NME (%)`. */
  measure?: string;
  /** Value to reach, marked in each line. */
  target?: number;
}

/**
 * How a recipe came about: each step's error with its deviation, drawn on one logarithmic scale, and what the step
 * changed with its uncertainty.
 *
 * @example ablationTable([{ title: 'start', mean: 0.003, sd: 0.0002 }, ...], { target: 1e-4 })
 */
export function ablationTable(
  steps: readonly AblationStep[],
  { measure = 'MSE', target, ...options }: AblationTableOptions = {},
): Figure {
  const place = logPlace(steps, target);
  const rows = steps.map((step, i) => ({ ...step, step: i + 1, before: steps[i - 1]?.mean }));
  return table(
    rows,
    [
      { title: 'Step', value: ({ step }) => step },
      { title: 'What changed', value: ({ title }) => title },
      {
        title: measure,
        value: ({ mean }) => mean,
        html: ({ mean, sd }) => plusMinus(mean, sd, measuredDecimals(mean, sd)),
      },
      {
        title: 'Change (95 %)',
        value: ({ change }) => change?.mean,
        html: ({ change, before }) => (change ? changeText(change, before) : ''),
      },
      { title: 'On one scale', value: ({ mean }) => String(mean), html: (step) => drawStep(step, place, target) },
    ],
    caption(steps, measure, target),
    options,
  );
}

/** `−0.0012 ± 0.0004 (−39 %)`. */
function changeText({ mean, margin }: NonNullable<AblationStep['change']>, before = NaN): string {
  const sign = mean > 0 ? '+' : '';
  const share = Number.isFinite(before) ? ` (${sign}${fixed((100 * mean) / before, 0)} %)` : '';
  return `${sign}${plusMinus(mean, margin, measuredDecimals(mean, margin))}${share}`;
}

const WIDTH = 180;

function logPlace(steps: readonly AblationStep[], target: number | undefined): (value: number) => number {
  const ends = steps.flatMap(({ mean, sd }) => [mean, mean + (sd || 0), Math.max(mean - (sd || 0), mean / 2)]);
  const values = [...ends, ...(target === undefined ? [] : [target])].filter((value) => value > 0).map(Math.log);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => 6 + ((WIDTH - 12) * (Math.log(Math.max(value, Math.exp(low))) - low)) / (high - low || 1);
}

function drawStep({ mean, sd }: AblationStep, place: (value: number) => number, target: number | undefined): string {
  const at = (value: number) => String(Math.round(10 * place(value)) / 10);
  const spread = Number.isFinite(sd) ? `<path class="faces-line" d="M${at(mean - sd)} 10H${at(mean + sd)}"/>` : '';
  const rule = target === undefined ? '' : `<path class="faces-rule" d="M${at(target)} 0V20"/>`;
  return (
    `<svg class="faces-spark" viewBox="0 0 ${WIDTH} 20" width="${WIDTH}" height="20" aria-hidden="true">${rule}` +
    `<path class="faces-grid" d="M0 10H${WIDTH}"/>${spread}<circle class="faces-dots" cx="${at(mean)}" cy="10" r="4"/></svg>`
  );
}

function caption(steps: readonly AblationStep[], measure: string, target: number | undefined): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return 'No steps.';
  const uncertain = steps.filter(({ change }) => change && !(Math.abs(change.mean) > change.margin));
  const whole = `From ${significant(first.mean)} to ${significant(last.mean)} in ${steps.length - 1} steps (${measure}).`;
  const doubt =
    uncertain.length > 0 ? ` Within their uncertainty: ${uncertain.map(({ title }) => title).join(', ')}.` : '';
  const goal = target === undefined ? '' : ` Dotted: the target, ${significant(target)}.`;
  return `${whole}${doubt}${goal}`;
}
