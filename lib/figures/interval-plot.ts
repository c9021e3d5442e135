import { chart } from './chart';
import type { Axis, Rule, Series } from './chart-spec';
import type { Figure, FigureOptions } from './figure';
import type { Look } from './looks';
import type { SeriesColor } from './palette';

/** One row of an interval plot. */
export interface IntervalRow {
  readonly label: string;
  /** The value with the ends of its interval; those are missing where there is none. */
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Single measurements behind the value, each with its name. */
  readonly dots?: readonly { readonly value: number; readonly label: string }[];
  /** Entry of the legend that the row's value belongs to; the first one by default. */
  readonly kind?: string;
  /** A mark of this row alone, such as its own baseline. */
  readonly reference?: number;
}

/** Options of an interval plot. */
export interface IntervalPlotOptions extends FigureOptions {
  /** The axis of the values. */
  x: Axis;
  /** What the rows' values are, and how each kind is drawn. */
  kinds: Readonly<Record<string, Pick<Look, 'color' | 'symbol'>>>;
  /** What a dot is, and what a row's reference is. */
  names?: { readonly dot?: string; readonly reference?: string };
  /** Vertical lines that the values are read against. */
  rules?: readonly Rule[];
}

/** How means are drawn that need no other look. */
export const MEAN_LOOK = { color: 'ink', symbol: 'square' } as const;

/** Height of a row in pixels, and of what surrounds the rows. */
const ROW = 46;
const AROUND = 72;

/** Distance of the dots below the middle of their row, in rows. */
const BELOW = 0.24;

/**
 * Values with their intervals, one below the other, with the single measurements as dots: a forest plot.
 *
 * @param rows From the top to the bottom.
 * @param caption Used where the options have none.
 * @example intervalPlot([{ label: 'A', value: 3, low: 2, high: 4 }], 'Means.', { x: { title: 'NME (%)' }, kinds: { mean: MEAN_LOOK } })
 */
export function intervalPlot(
  rows: readonly IntervalRow[],
  caption: string,
  { x, kinds, names = {}, rules = [], ...options }: IntervalPlotOptions,
): Figure {
  const [first = ''] = Object.keys(kinds);
  const placed = rows.map((row, i) => ({ ...row, kind: row.kind ?? first, y: rows.length - 1 - i }));
  const series = Object.entries(kinds).flatMap(([kind, look]): Series[] => {
    const own = placed.filter((row) => row.kind === kind && Number.isFinite(row.value));
    return own.length > 0 ? [valuesOf(own, kind, look)] : [];
  });
  const dots = placed.flatMap(({ y, dots: own = [] }) => own.map((dot) => ({ ...dot, y: y - BELOW })));
  const references = placed.flatMap(({ reference, y }) => (reference === undefined ? [] : [{ value: reference, y }]));
  return chart(
    {
      x,
      y: {
        title: '',
        ticks: placed.map(({ y, label }) => ({ value: y, label })),
        range: [-0.6, rows.length - 0.4],
      },
      series: [
        ...(dots.length > 0 ? [pointsOf(dots, names.dot ?? 'one run', 'blue', 'dot')] : []),
        ...(references.length > 0 ? [pointsOf(references, names.reference ?? 'reference', 'gray', 'cross')] : []),
        ...series,
      ],
      rules,
      height: AROUND + ROW * rows.length,
    },
    caption,
    options,
  );
}

type Placed = IntervalRow & { readonly y: number };

function valuesOf(rows: readonly Placed[], name: string, look: Pick<Look, 'color' | 'symbol'>): Series {
  const hasIntervals = rows.some(({ low, high }) => low !== undefined && high !== undefined);
  return {
    name,
    ...look,
    mark: 'points',
    x: rows.map(({ value }) => value),
    y: rows.map(({ y }) => y),
    labels: rows.map(({ label }) => label),
    ...(hasIntervals && {
      intervals: 'x' as const,
      low: rows.map(({ low }) => low ?? null),
      high: rows.map(({ high }) => high ?? null),
    }),
  };
}

function pointsOf(
  points: readonly { readonly value: number; readonly y: number; readonly label?: string }[],
  name: string,
  color: SeriesColor,
  symbol: 'dot' | 'cross',
): Series {
  const labels = points.flatMap(({ label }) => label ?? []);
  return {
    name,
    color,
    mark: 'points',
    symbol,
    x: points.map(({ value }) => value),
    y: points.map(({ y }) => y),
    ...(labels.length === points.length && { labels }),
  };
}
