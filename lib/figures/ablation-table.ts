import { extent } from 'd3-array';
import { count, measuredDecimals, percent, plusMinus, significant } from '../format';
import { html } from '../html';
import type { Html } from '../html';
import type { AblationStep } from '../recipes/ablation';
import { list } from './extremes';
import type { Figure, FigureOptions } from './figure';
import { makeScale } from './scale';
import { table } from './table';

type Step = Omit<AblationStep, 'changes'>;

/** Options of an ablation table. */
export interface AblationTableOptions extends FigureOptions {
  /** Name and unit of the error, e.g. `MSE` or `NME (%)`. */
  measure?: string;
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
  { measure = 'MSE', target, ...options }: AblationTableOptions = {},
): Figure {
  const place = logPlace(steps, target);
  const rows = steps.map((step, i) => ({ ...step, step: i + 1, before: steps[i - 1]?.mean }));
  return table(
    rows,
    [
      { title: 'Step', value: ({ step }) => step },
      { title: 'Change', value: ({ title }) => title },
      {
        title: measure,
        value: ({ mean }) => mean,
        html: ({ mean, sd }) => plusMinus(mean, sd, measuredDecimals(mean, sd)),
      },
      {
        title: 'Difference (95% CI)',
        value: ({ change }) => change?.mean,
        html: ({ change, before }) => (change ? changeText(change, before) : ''),
      },
      { title: 'Log scale', value: ({ mean }) => String(mean), html: (step) => drawStep(step, place, target) },
    ],
    caption(steps, measure, target),
    options,
  );
}

/** `−0.0012 ± 0.0004 (−39%)`. */
function changeText({ mean, margin }: NonNullable<Step['change']>, before = NaN): string {
  const sign = mean > 0 ? '+' : '';
  const relative = Number.isFinite(before) ? ` (${sign}${percent((100 * mean) / before, 0)})` : '';
  return `${sign}${plusMinus(mean, margin, measuredDecimals(mean, margin))}${relative}`;
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

/** Which steps changed the error by more than chance; `unknown` are those without an interval. */
export function significanceOfSteps(steps: readonly Step[]) {
  const changed = steps.flatMap(({ title, change }) => (change ? [{ title, ...change }] : []));
  const titles = (of: (change: { mean: number; margin: number }) => boolean) =>
    changed.filter(of).map(({ title }) => title);
  return {
    significant: titles(({ mean, margin }) => Math.abs(mean) > margin),
    notSignificant: titles(({ mean, margin }) => Math.abs(mean) <= margin),
    unknown: titles(({ margin }) => Number.isNaN(margin)),
  };
}

function caption(steps: readonly Step[], measure: string, target: number | undefined): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return 'No steps.';
  const { notSignificant, unknown } = significanceOfSteps(steps);
  const sentences = [
    `Cumulative ablation: ${measure} ${significant(first.mean)} at the start, ` +
      `${significant(last.mean)} after ${count(steps.length - 1, 'step')}.`,
    notSignificant.length > 0 && `Not significant (95% CI includes 0): ${list(notSignificant)}.`,
    unknown.length > 0 && `Single runs, without a CI: ${list(unknown)}.`,
    target !== undefined && `Dotted line: target, ${significant(target)}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}
