import { extent } from 'd3-array';
import { count, list } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import { holm } from '../metrics/holm';
import { headingOf, validationMse } from '../metrics/metric';
import type { Metric } from '../metrics/metric';
import { verdictOf } from '../metrics/verdict';
import type { Verdict } from '../metrics/verdict';
import { differenceText, meanText, measuredNumber, signed, valueText } from '../quantity';
import type { AblationStep } from '../recipes/ablation';
import type { Figure, FigureOptions } from './figure';
import { makeScale } from './scale';
import { table } from './table';

type Step = Omit<AblationStep, 'changes'>;

/** Options of an ablation table. */
export interface AblationTableOptions extends FigureOptions {
  /** The error that was measured; the MSE by default. */
  metric?: Pick<Metric, 'title' | 'unit'>;
  /** Value to reach, marked in each line. */
  target?: number;
}

/**
 * A cumulative ablation: each step's error with its deviation, drawn on one logarithmic scale, and the change that the
 * step made with its confidence interval.
 *
 * @example ablationTable([{ title: 'start', mean: 0.003, sd: 0.0002 }, ...], { target: 1e-4 })
 */
export function ablationTable(
  steps: readonly Step[],
  { metric = validationMse, target, ...options }: AblationTableOptions = {},
): Figure {
  const place = logPlace(steps, target);
  const rows = steps.map((step, i) => ({ ...step, step: i, before: steps[i - 1]?.mean }));
  return table(
    rows,
    [
      { title: 'Step', value: ({ step }) => step },
      { title: 'Change', value: ({ title }) => title },
      {
        title: `${headingOf(metric)}, mean ± SD`,
        value: ({ mean }) => mean,
        html: (step) => measuredNumber(step, metric),
      },
      {
        title: 'Difference (95% CI)',
        value: ({ change }) => change?.mean,
        html: ({ change, before }) => (change ? changeText(change, before, metric) : ''),
      },
      { title: 'Log scale', value: ({ mean }) => String(mean), html: (step) => drawStep(step, place, target) },
    ],
    caption(steps, metric, target),
    options,
  );
}

/** `−0.0012 ± 0.0004 (−39%)`. */
function changeText(change: NonNullable<Step['change']>, before = NaN, of: Pick<Metric, 'unit'>): string {
  const relative = Number.isFinite(before) ? ` (${signed((100 * change.mean) / before, 0)}%)` : '';
  return differenceText(change, of) + relative;
}

const WIDTH = 180;

function logPlace(steps: readonly Step[], target: number | undefined): (value: number) => number {
  const ends = steps.flatMap(({ mean, sd }) => [mean, mean + (sd || 0), Math.max(mean - (sd || 0), mean / 2)]);
  const [low = 1, high = 1] = extent([...ends, ...(target === undefined ? [] : [target])].filter((value) => value > 0));
  const domain = [low, high > low ? high : 2 * low] as const;
  const scale = makeScale({ title: '', log: true }, domain, [6, WIDTH - 6]);
  return (value) => scale.place(Math.max(value, low));
}

function drawStep({ mean, sd }: Step, place: (value: number) => number, target: number | undefined): Html {
  const at = (value: number) => Math.round(10 * place(value)) / 10;
  const interval = Number.isFinite(sd) && html`<path class="faces-line" d="M${at(mean - sd)} 10H${at(mean + sd)}"/>`;
  const rule = target !== undefined && html`<path class="faces-rule" d="M${at(target)} 0V20"/>`;
  return html`<svg class="faces-spark" viewBox="0 0 ${WIDTH} 20" width="${WIDTH}" height="20" aria-hidden="true">
    ${rule}<path class="faces-grid" d="M0 10H${WIDTH}"/>
    ${interval}<circle class="faces-dots" cx="${at(mean)}" cy="10" r="4"/>
  </svg>`;
}

/** What a step did to the error, by the interval of its change, corrected for the number of steps. */
export function verdictsOfSteps(steps: readonly Step[]): { readonly title: string; readonly verdict: Verdict }[] {
  const changed = steps.flatMap(({ title, change }) => (change ? [{ title, change }] : []));
  const corrected = holm(changed.map(({ change }) => change.p));
  return changed.map(({ title, change }, i) => ({
    title,
    verdict: verdictOf({ ...change, corrected: corrected[i]! }),
  }));
}

const VERDICTS = {
  better: 'Significantly better',
  worse: 'Significantly worse',
  'not significant': 'Not significant',
  identical: 'Without any effect',
  'no interval': 'Single runs, without an interval',
} as const;

function caption(steps: readonly Step[], metric: Pick<Metric, 'title' | 'unit'>, target: number | undefined): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return 'No steps.';
  const verdicts = verdictsOfSteps(steps);
  const lowest = steps.reduce((a, b) => (b.mean < a.mean ? b : a));
  const fewest = lowest === last ? '' : `; lowest after step ${steps.indexOf(lowest)}: ${meanText(lowest, metric)}`;
  const groups = Object.entries(VERDICTS).flatMap(([verdict, name]) => {
    const titles = verdicts.filter((step) => step.verdict === verdict).map(({ title }) => title);
    return titles.length > 0 ? [`${name}: ${list(titles)}.`] : [];
  });
  return [
    `Cumulative ablation, each step added to those before it. ${metric.title} at the start: ${meanText(first, metric)}; ` +
      `after ${count(steps.length - 1, 'step')}: ${meanText(last, metric)}${fewest}.`,
    ...groups,
    verdicts.length > 1 ? `p-values are corrected for ${verdicts.length} comparisons (Holm).` : '',
    target === undefined ? '' : `Dotted line: the goal set for this recipe, ${valueText(target, metric)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
