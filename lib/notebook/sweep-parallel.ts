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
  const parameterAxes = result.varied.map((name) => ({
    title: wordsOf(name),
    of: ({ runs }: SweepRow): unknown => (runs[0]!.parameters as Record<string, unknown>)[name],
  }));
  const axes = [...parameterAxes, { title: titleOf(metric), of: ({ value }: SweepRow): unknown => value.mean }];
  const places = axes.map(({ of }) => placesOf(rows.map(of)));
  const looks = looksOfRows(rows);
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

/** Above this number of variations, lines are told apart by how good they are. */
const MANY = 12;

/** A look of its own for each variation, or, where there are many: the base, the best one, its quarter, and the others. */
function looksOfRows(rows: readonly SweepRow[]): Pick<Series, 'color' | 'symbol' | 'legend'>[] {
  if (rows.length <= MANY) return looksOf(rows.map(({ variation }) => variation.label));
  const kinds = Object.values(KINDS);
  const looks = looksOf(kinds);
  const ranks = [...rows].sort((a, b) => place(a) - place(b));
  return rows.map((row, i) => {
    const rank = ranks.indexOf(row);
    const quarter = rank < rows.length / 4 ? KINDS.quarter : KINDS.rest;
    const legend = i === 0 ? KINDS.base : rank === 0 ? KINDS.best : quarter;
    const isFaint = legend === KINDS.rest;
    return { ...looks[kinds.indexOf(legend)]!, ...(isFaint && { color: 'gray' as const }), legend };
  });
}

const KINDS = { base: 'default', best: 'best', quarter: 'best quarter', rest: 'others' } as const;

const place = ({ value, diverged }: SweepRow): number =>
  diverged > 0 || Number.isNaN(value.mean) ? Infinity : value.mean;

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
  // Over more than a decade, equal ratios are equally far apart.
  const isWide = numbers.every((number) => number > 0) && Math.max(...numbers) >= DECADES * Math.min(...numbers);
  return spread(isWide ? numbers.map(Math.log) : numbers);
}

/** Ratio of the largest to the smallest value from which an axis is logarithmic. */
export const DECADES = 20;

function spread(numbers: readonly number[]): number[] {
  const finite = numbers.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return numbers.map((number) => (high > low ? (number - low) / (high - low) : 0.5));
}

const display = (value: unknown): string =>
  typeof value === 'number' ? (Number.isInteger(value) ? fixed(value, 0) : significant(value)) : formatValue(value);
