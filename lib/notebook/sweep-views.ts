import { chart } from '../figures/chart';
import type { Series } from '../figures/chart-spec';
import { runLook } from '../figures/colors';
import type { Figure, FigureOptions } from '../figures/figure';
import { lossCurves } from '../figures/loss-curves';
import type { LossCurvesOptions } from '../figures/loss-curves';
import { fixed, formatValue, plusMinus, significant } from '../format';
import { table } from '../figures/table';
import { wordsOf } from '../parameters/names';
import { comparedDecimals, signedDifference } from '../runs/result';
import type { SweepResult, SweepRow } from '../runs/result';

/**
 * The comparison as a table: mean and deviation of each variation, its difference to the base with the 95 % interval
 * of the mean, paired by seed, training time and size of the network.
 *
 * @example sweepTable(variations, { id: 'variations' })
 */
export function sweepTable(result: SweepResult, options: FigureOptions & { metric?: string } = {}): Figure {
  const { metric = result.metric.key } = options;
  const rows = result.rows(metric);
  const varied = variedParameters(result);
  const decimals = comparedDecimals(rows);
  return table(
    rows,
    [
      { title: 'Variation', value: ({ variation }) => variation.label },
      ...varied.map((name) => ({
        title: wordsOf(name),
        value: ({ runs }: SweepRow) => formatValue((runs[0]!.parameters as Record<string, unknown>)[name]),
      })),
      {
        title: `${wordsOf(metric)}, mean ± deviation`,
        value: ({ value }) => value.mean,
        html: ({ value }) => plusMinus(value.mean, value.sd, decimals),
      },
      {
        title: 'difference to the base (95 %)',
        value: ({ difference }) => difference?.mean,
        html: ({ difference }) => (difference ? signedDifference(difference, decimals) : 'base'),
      },
      { title: 'seconds', value: ({ seconds }) => seconds, decimals: 1 },
      { title: 'network parameters', value: ({ networkParameters }) => networkParameters },
      { title: 'runs', value: ({ runs }) => runs.length },
    ],
    caption(result, rows, metric),
    { highlight: (row) => row === rows[0], ...options },
  );
}

/** Parameters that differ within a sweep of more than one thing; labels say it all where only one does. */
export function variedParameters({ variations }: SweepResult): string[] {
  const names = [...new Set(variations.flatMap(({ changes }) => Object.keys(changes)))];
  return names.length > 1 && variations.every(({ changes }) => Object.keys(changes).length === names.length)
    ? names
    : [];
}

function caption(result: SweepResult, rows: readonly SweepRow[], metric: string): string {
  const best = rows.reduce((a, b) => (b.value.mean < a.value.mean ? b : a));
  const found = `Lowest ${wordsOf(metric)}: ${significant(best.value.mean)} (${best.variation.label}).`;
  return [`${result.experiment.title}: variations compared.`, found, differenceWords(rows), result.note]
    .filter(Boolean)
    .join(' ');
}

/** Which differences to the base are more than chance. */
function differenceWords(rows: readonly SweepRow[]): string {
  const others = rows.flatMap(({ variation, difference }) =>
    difference ? [{ label: variation.label, ...difference }] : [],
  );
  if (others.length === 0) return '';
  if (!others.some(({ margin }) => Number.isFinite(margin))) {
    return 'With one run each, chance and change cannot be told apart.';
  }
  const clear = others.filter(({ mean, margin }) => Math.abs(mean) > margin);
  return clear.length === 0
    ? 'No difference to the base exceeds its 95 % interval.'
    : `The difference to the base exceeds its 95 % interval for: ${clear.map(({ label }) => label).join('; ')}.`;
}

/**
 * The loss curves of all variations in one figure, means over the runs of each; the legend switches them.
 *
 * @example sweepCurves(variations, { training: false })
 */
export function sweepCurves(result: SweepResult, options: LossCurvesOptions = {}): Figure {
  const runs = result.variations.map(
    ({ label }) => [label, result.runsOf(label).map(({ training }) => training)] as const,
  );
  return lossCurves(Object.fromEntries(runs), { training: false, ...options });
}

/**
 * Parallel coordinates: one line for each variation, from the values of its parameters to its figure. Every axis goes
 * from its smallest value at the bottom to its largest at the top.
 */
export function sweepParallel(result: SweepResult, options: FigureOptions & { metric?: string } = {}): Figure {
  const { metric = result.metric.key } = options;
  const rows = result.rows(metric);
  const names = [...new Set(result.variations.flatMap(({ changes }) => Object.keys(changes)))];
  const parameterAxes = names.map((name) => ({
    title: wordsOf(name),
    of: ({ runs }: SweepRow): unknown => (runs[0]!.parameters as Record<string, unknown>)[name],
  }));
  const axes = [...parameterAxes, { title: wordsOf(metric), of: ({ value }: SweepRow): unknown => value.mean }];
  const places = axes.map(({ of }) => placesOf(rows.map(of)));
  const series = rows.map((row, i): Series => {
    const texts = axes.map(({ title, of }) => `${title} ${display(of(row))}`);
    return {
      name: row.variation.label,
      ...runLook(row.variation.label),
      mark: 'line and points',
      x: axes.map((_, axis) => axis),
      y: places.map((place) => place[i]!),
      labels: texts,
    };
  });
  const ticks = axes.map(({ title }, value) => ({ value, label: title }));
  const ends = [0, 1].map((value) => ({ value, label: value === 0 ? 'smallest' : 'largest' }));
  return chart(
    { x: { title: 'Parameters and result', ticks }, y: { title: 'Value', ticks: ends, range: [-0.05, 1.05] }, series },
    `Parallel coordinates of ${rows.length} variations: parameters from the left, ${wordsOf(metric)} on the right.`,
    options,
  );
}

/** Where values lie between the smallest and the largest, 0..1; names and switches in the order they first appear. */
function placesOf(values: readonly unknown[]): number[] {
  const distinct = [...new Set(values.map((value) => JSON.stringify(value)))];
  const numbers = values.map((value) => (typeof value === 'number' ? value : distinct.indexOf(JSON.stringify(value))));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return numbers.map((number) => (high > low ? (number - low) / (high - low) : 0.5));
}

const display = (value: unknown): string =>
  typeof value === 'number' ? (Number.isInteger(value) ? fixed(value, 0) : significant(value)) : formatValue(value);
