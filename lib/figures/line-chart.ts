import { bootstrapInterval } from '../metrics/bootstrap';
import { mean } from '../metrics/statistics';
import { chart } from './chart';
import type { Axis, Rule, Series } from './chart-spec';
import { looksOf } from './colors';
import type { Figure, FigureOptions } from './figure';
import { inSentence } from './looks';

/** One measured point of a line; `low` and `high` are the ends of its interval. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** Options of a line chart. */
export interface LineChartOptions extends FigureOptions {
  x: Axis;
  y: Axis;
  /** Lines across the chart that values are read against. */
  rules?: readonly Rule[];
  /** Axis whose scale the reader may switch. */
  logSwitch?: 'x' | 'y' | 'xy';
}

/**
 * A quantity measured at several values of another, e.g. the error against the size of the training set.
 *
 * @param lines The points of each line by its label, in any order.
 * @param caption Used where the options have none.
 * @example lineChart({ 'ResNet-18': [{ x: 1, y: 7.7 }, { x: 1.6, y: 20.5 }] }, 'NME by crop.', { x: { title: 'Crop factor' }, y: { title: 'NME (%)' } })
 */
export function lineChart(
  lines: Readonly<Record<string, readonly LinePoint[]>>,
  caption: string,
  { x, y, rules = [], logSwitch, ...options }: LineChartOptions,
): Figure {
  const looks = looksOf(Object.keys(lines));
  const series = Object.entries(lines).map(([label, points], i): Series => {
    const sorted = [...points].sort((a, b) => a.x - b.x);
    const intervals = sorted.some(({ low, high }) => low !== undefined && high !== undefined);
    return {
      name: label,
      ...looks[i]!,
      dash: 'solid',
      mark: 'line and points',
      x: sorted.map((point) => point.x),
      y: sorted.map((point) => point.y),
      ...(intervals && { low: sorted.map(({ low }) => low ?? null), high: sorted.map(({ high }) => high ?? null) }),
    };
  });
  return chart({ x, y, series, rules, ...(logSwitch && { logSwitch }) }, caption, options);
}

/** The errors of a method at one size of the crop. */
export interface CropErrors {
  /** Side of the crop as a multiple of that used in training. */
  readonly factor: number;
  /** NME of each face, in percent. */
  readonly errors: readonly number[];
}

/**
 * NME against how tight or loose faces are cropped, with 95% bootstrap intervals over faces.
 *
 * @param results The errors of each method by its label, measured on the same faces.
 * @example cropChart((await compareCrops('ResNet-18', resnet, run, data)).errors)
 */
export function cropChart(
  results: Readonly<Record<string, readonly CropErrors[]>>,
  options: FigureOptions = {},
): Figure {
  const lines = Object.entries(results).map(([label, crops]) => [
    label,
    crops.map(({ factor, errors }): LinePoint => ({ x: factor, y: mean(errors), ...bootstrapInterval(errors) })),
  ]);
  const faces = Object.values(results)[0]?.[0]?.errors.length ?? 0;
  return lineChart(
    Object.fromEntries(lines) as Record<string, LinePoint[]>,
    `Effect of the crop size on the error of ${Object.keys(results).map(inSentence).join(' and ')}: mean NME over ${faces} test faces ` +
      'with 95% bootstrap CI.',
    { x: { title: 'Crop size (1 = as in training)' }, y: { title: 'NME (%)' }, ...options },
  );
}
