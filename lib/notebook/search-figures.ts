import { chart } from '../figures/chart';
import type { Axis, Series } from '../figures/chart-spec';
import type { Figure, FigureOptions } from '../figures/figure';
import { intervalPlot, MEAN_LOOK } from '../figures/interval-plot';
import { table } from '../figures/table';
import { count, duration, fixed, formatValue } from '../format';
import { headingOf } from '../metrics/metric';
import { wordsOf } from '../parameters/names';
import { measuredNumber, valueText } from '../quantity';
import { shortKey } from '../runs/key';
import type { SweepResult, SweepRow } from '../runs/result';
import { rowLabel } from '../runs/result-text';
import { stoppedVariations } from '../runs/stopped-text';
import type { StoppedVariation } from '../runs/stopped-text';
import { ranked } from '../search/confirm';
import { importancesOf } from '../search/importance';
import { DECADES } from './sweep-parallel';

/**
 * The variations of a search, the best first.
 *
 * @param result Of a search.
 */
export function searchTable(result: SweepResult, options: FigureOptions = {}): Figure {
  const { metric, variations } = result;
  const rows = ranked(result);
  return table<SweepRow>(
    rows,
    [
      { title: 'Rank', value: (row) => rows.indexOf(row) + 1 },
      { title: 'Key', value: ({ runs }) => shortKey(runs[0]!.key) },
      { title: 'Variation', value: rowLabel },
      {
        title: headingOf(metric),
        value: ({ value }) => value.mean,
        html: ({ value }) => measuredNumber(value, metric),
      },
      { title: 'Time', value: ({ seconds }) => seconds, html: ({ seconds }) => duration(seconds) },
      { title: 'Network parameters', value: ({ networkParameters }) => networkParameters },
    ],
    `${count(rows.length, 'variation')} by ${metric.title} in the search, the best first.`,
    { id: 'ranks', highlight: ({ variation }) => variation === variations[0], ...options },
  );
}

/**
 * The variations that were stopped early, and when.
 *
 * @param result Of a search or sweep.
 */
export function stoppedTable(result: SweepResult, options: FigureOptions = {}): Figure {
  const all = stoppedVariations(result);
  return table<StoppedVariation>(
    all,
    [
      { title: 'Variation', value: ({ variation }) => variation.label },
      { title: 'After epoch', value: ({ runs: [{ stop }] }) => stop.epoch },
      { title: 'Validation MSE then', value: ({ runs: [{ stop }] }) => stop.error },
      { title: 'Stopped runs', value: ({ runs }) => runs.length },
    ],
    `${count(all.length, 'variation')} stopped early, the farthest first.`,
    { id: 'stopped', ...options },
  );
}

/**
 * What each parameter alone explains of the differences, with its uncertainty.
 *
 * @param result Of a search.
 * @returns Undefined for fewer than 20 finished variations, which say too little.
 */
export function importancePlot(result: SweepResult, options: FigureOptions = {}): Figure | undefined {
  const { found, variations } = importancesOf(result);
  if (found.length === 0) return undefined;
  const rows = found.map(({ name, share, interval }) => ({
    label: wordsOf(name),
    value: 100 * share,
    low: 100 * interval.low,
    high: 100 * interval.high,
  }));
  return intervalPlot(
    rows,
    `What each parameter alone explains of the variance of log ${result.metric.title} between ` +
      `${count(variations, 'variation')} (epsilon squared), with 95% bootstrap intervals. Effects of two parameters ` +
      'together are not seen.',
    {
      x: { title: 'Share of the variance (%)', range: [-3, 103] },
      kinds: { share: MEAN_LOOK },
      id: 'importance',
      ...options,
    },
  );
}

/**
 * Slices of a search: the error against each parameter, a dot for each variation.
 *
 * @param result Of a search.
 * @returns One figure for each parameter.
 */
export function searchSlices(result: SweepResult): Figure[] {
  const [base, ...rows] = result.rows().filter(({ diverged }) => diverged === 0);
  const [first] = ranked(result);
  return base ? result.varied.map((name) => slice(result, name, { base, rows, best: first! })) : [];
}

function slice(
  { metric }: SweepResult,
  name: string,
  { base, rows, best }: { readonly base: SweepRow; readonly rows: readonly SweepRow[]; readonly best: SweepRow },
): Figure {
  const valueOf = ({ runs }: SweepRow): unknown => (runs[0]!.parameters as Record<string, unknown>)[name];
  const values = [base, ...rows].map(valueOf);
  const names = [...new Set(values.map((value) => formatValue(value)))];
  const isNumber = values.every((value) => typeof value === 'number');
  const placeOf = (row: SweepRow): number =>
    isNumber ? Number(valueOf(row)) : names.indexOf(formatValue(valueOf(row)));
  const points = (label: string, some: readonly SweepRow[], look: Pick<Series, 'color' | 'symbol'>): Series => ({
    name: label,
    ...look,
    mark: 'points',
    x: some.map(placeOf),
    y: some.map(({ value }) => value.mean),
    labels: some.map(({ variation }) => variation.label),
  });
  const others = rows.filter((row) => row.variation !== best.variation);
  const found = best.variation === base.variation ? [] : [best];
  const series = [
    points('variations', others, { color: 'gray', symbol: 'circle' }),
    points('default', [base], { color: 'blue', symbol: 'circle' }),
    points('best', found, { color: 'vermillion', symbol: 'square' }),
  ];
  return chart(
    {
      x: isNumber ? axisOf(name, values) : { title: wordsOf(name), ticks: ticksOf(names) },
      y: { title: headingOf(metric), log: true },
      series: series.filter(({ x }) => x.length > 0),
      height: 300,
      logSwitch: 'y',
    },
    `${metric.title} against ${wordsOf(name)}; the lowest, ${valueText(best.value.mean, metric)}, at ` +
      `${formatValue(valueOf(best))}.`,
    { id: `slice-${name}` },
  );
}

const axisOf = (name: string, values: readonly number[]): Axis => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { title: wordsOf(name), log: low > 0 && high >= DECADES * low };
};

const ticksOf = (names: readonly string[]) => names.map((label, value) => ({ value, label }));

/** How many variations a search has tried and what they took, in a sentence. */
export const searchSize = (result: SweepResult, tried: number): string =>
  `${count(tried, 'variation')} tried, ${fixed(result.variations.length, 0)} of them to the end.`;
