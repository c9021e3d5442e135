import { chart } from './chart';
import type { Axis, Rule, Series } from './chart-spec';
import { runLook } from './colors';
import type { Figure, FigureOptions } from './figure';

const SYMBOLS = ['circle', 'square', 'diamond', 'cross'] as const;

/** One measured place of a line; `low` and `high` are the ends of its interval. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

export interface LineChartOptions extends FigureOptions {
  x: Axis;
  y: Axis;
  /** Lines across the chart that values are read against. */
  rules?: readonly Rule[];
  /** Axis whose scale the reader may switch. */
  logSwitch?: 'x' | 'y';
}

/**
 * A figure measured at several values of something else, e.g. the error against the size of the training set.
 *
 * @example lineChart({ faithful: points }, 'NME against the crop.', { x: { title: 'Crop factor' }, y: { title: 'NME (%)' } })
 */
export function lineChart(
  lines: Readonly<Record<string, readonly LinePoint[]>>,
  caption: string,
  { x, y, rules = [], logSwitch, ...options }: LineChartOptions,
): Figure {
  const series = Object.entries(lines).map(([label, points], i): Series => {
    const sorted = [...points].sort((a, b) => a.x - b.x);
    const spread = sorted.some(({ low, high }) => low !== undefined && high !== undefined);
    return {
      name: label,
      color: runLook(label).color,
      mark: 'line and points',
      symbol: SYMBOLS[i % SYMBOLS.length]!,
      x: sorted.map((point) => point.x),
      y: sorted.map((point) => point.y),
      ...(spread && { low: sorted.map(({ low }) => low ?? null), high: sorted.map(({ high }) => high ?? null) }),
    };
  });
  return chart({ x, y, series, rules, ...(logSwitch && { logSwitch }) }, caption, options);
}
