import { METHODS, VARIATIONS } from '../../../figures/looks';
import { el } from '../../../figures/page/elements';
import { cssVariable } from '../../../figures/palette';
import { duration, formatValue, significant } from '../../../format';
import { wordsOf } from '../../../parameters/names';
import { curvesChart } from './curves';
import { bestOf, lastOf } from './run';
import type { IndexRun } from './run';

/** Colors of two runs: methods have theirs of all reports, other variations the first ones that are free. */
function colorsOf(runs: readonly IndexRun[]): string[] {
  const taken: string[] = [];
  for (const { variation } of runs) {
    const free = [METHODS[variation], ...VARIATIONS].flatMap((look) => look ?? []);
    taken.push(free.find(({ color }) => !taken.includes(color))!.color);
  }
  return taken.map(cssVariable);
}

/**
 * Two runs side by side: curves, metrics, and the parameters that differ.
 *
 * @param a The first run.
 * @param b The second run.
 * @returns An element with a heading of its own.
 */
export function compare(a: IndexRun, b: IndexRun): HTMLElement {
  const runs = [a, b];
  const colors = colorsOf(runs);
  const curves = runs.flatMap(({ training, validation }, i) => [
    { values: validation, color: colors[i]! },
    { values: training, color: colors[i]!, dash: '5 4' },
  ]);
  const label = `MSE by epoch: ${runs.map(({ name }) => name).join(' and ')}`;
  return el(
    'div',
    { class: 'comparison faces-figure' },
    el('h2', { id: 'comparison' }, 'Side by side'),
    el(
      'figure',
      {},
      curvesChart(curves, label),
      el('figcaption', {}, 'MSE by epoch, logarithmic: validation solid, training dashed.'),
    ),
    rows(runs, colors, [
      ['Experiment', ({ title }) => title],
      ['Data', ({ data }) => data],
      ['Validation MSE, last epoch', ({ validation }) => significant(lastOf(validation))],
      ['Validation MSE, best epoch', ({ validation }) => significant(bestOf(validation))],
      ['Training MSE, last epoch', ({ training }) => significant(lastOf(training))],
      ['Epochs', ({ validation }) => String(validation.length)],
      ['Training time', ({ seconds }) => duration(seconds)],
      ['Revision', ({ revision }) => revision],
      ...differing(a, b).map((name): Row => [wordsOf(name), ({ parameters }) => shown(parameters[name])]),
    ]),
  );
}

type Row = [name: string, value: (run: IndexRun) => string];

function rows(runs: readonly IndexRun[], colors: readonly string[], contents: readonly Row[]): HTMLElement {
  const heads = runs.map(({ name, report }, i) =>
    el('th', { scope: 'col' }, el('span', { class: 'swatch', style: `background:${colors[i]}` }), `${report}: ${name}`),
  );
  const lines = contents.map(([name, value]) => {
    const values = runs.map(value);
    const attributes: Record<string, string> = values[0] === values[1] ? {} : { class: 'differs' };
    const cells = values.map((text) => el('td', {}, text));
    return el('tr', attributes, el('th', { scope: 'row' }, name), ...cells);
  });
  const head = el('thead', {}, el('tr', {}, el('td'), ...heads));
  return el(
    'div',
    { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Comparison' },
    el('table', {}, head, el('tbody', {}, ...lines)),
  );
}

/** Parameters in which the two differ, and those that only one of them has. */
function differing(a: IndexRun, b: IndexRun): string[] {
  const names = new Set([...Object.keys(a.parameters), ...Object.keys(b.parameters)]);
  return [...names].filter((name) => shown(a.parameters[name]) !== shown(b.parameters[name]));
}

const shown = (value: unknown): string => (value === undefined ? '–' : formatValue(value));
