import { chart } from '../figures/chart';
import type { Series } from '../figures/chart-spec';
import { looksOf } from '../figures/colors';
import type { Figure } from '../figures/figure';
import { count, fixed, formatValue, significant } from '../format';
import { findMetric, headingOf } from '../metrics/metric';
import { wordsOf } from '../parameters/names';
import type { SweepResult, SweepRow } from '../runs/result';
import type { SweepFigureOptions } from './sweep-table';

/**
 * Parallel coordinates: one line for each variation, from the values of its parameters to its result. Each axis runs
 * from its smallest value at the bottom to its largest at the top.
 *
 * @param result A finished sweep.
 * @param options The metric, caption and id.
 * @example sweepParallel(await sweep(nose, { vary: { learningRate: [1e-3, 1e-4], batchSize: [8, 16] } }))
 */
export function sweepParallel(result: SweepResult, options: SweepFigureOptions = {}): Figure {
  const { metric = result.metric.key } = options;
  const rows = result.rows(metric);
  const names = [...new Set(result.variations.flatMap(({ changes }) => Object.keys(changes)))];
  const parameterAxes = names.map((name) => ({
    title: wordsOf(name),
    of: ({ runs }: SweepRow): unknown => (runs[0]!.parameters as Record<string, unknown>)[name],
  }));
  const axes = [...parameterAxes, { title: titleOf(metric), of: ({ value }: SweepRow): unknown => value.mean }];
  const places = axes.map(({ of }) => placesOf(rows.map(of)));
  const looks = looksOf(rows.map(({ variation }) => variation.label));
  const series = rows.map((row, i): Series => {
    const texts = axes.map(({ title, of }) => `${title} ${display(of(row))}`);
    return {
      name: row.variation.label,
      ...looks[i]!,
      dash: 'solid',
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
    `Parallel coordinates of ${count(rows.length, 'variation')}: parameters from the left, ${titleOf(metric)} on the right.`,
    options,
  );
}

/** Name of a metric with its unit, for an axis: `NME (%)`. */
function titleOf(key: string): string {
  const metric = findMetric(key);
  return metric ? headingOf(metric) : wordsOf(key);
}

/** Where values lie between the smallest and the largest, 0..1: false below true, names in the order they first appear. */
function placesOf(values: readonly unknown[]): number[] {
  const distinct = [...new Set(values.map((value) => JSON.stringify(value)))];
  const numbers = values.map((value) =>
    typeof value === 'number' || typeof value === 'boolean' ? Number(value) : distinct.indexOf(JSON.stringify(value)),
  );
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return numbers.map((number) => (high > low ? (number - low) / (high - low) : 0.5));
}

const display = (value: unknown): string =>
  typeof value === 'number' ? (Number.isInteger(value) ? fixed(value, 0) : significant(value)) : formatValue(value);
