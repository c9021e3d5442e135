import type { MarkedImage } from './marks';
import type { SeriesColor } from './palette';

/** One axis of a chart. */
export interface Axis {
  /** What it shows, with its unit: `Error (px)`. */
  readonly title: string;
  /** Whether it is logarithmic at first. */
  readonly log?: boolean;
  readonly range?: readonly [number, number];
  /** Whether only whole numbers make sense, as with epochs; it then begins at 0. */
  readonly whole?: boolean;
  /** Named places, for categories. */
  readonly ticks?: readonly { readonly value: number; readonly label: string }[];
}

/** Pattern of a line. */
export type Dash = 'solid' | 'dash' | 'dot';
/** Symbol at a point. A `dot` is small and faint: one of many measurements. */
export type MarkSymbol = 'circle' | 'diamond' | 'square' | 'triangle' | 'cross' | 'dot';

/** Values that belong together, and how they are drawn. */
export interface Series {
  readonly name: string;
  readonly color: SeriesColor;
  /** A line carries its symbol at its end; with 'line and points', at each of its points. */
  readonly mark: 'line' | 'points' | 'line and points';
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  /** Ends of each value's interval: a band along a line, bars at points. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** Axis along which the intervals of points lie; `y` by default. */
  readonly intervals?: 'x' | 'y';
  readonly dash?: Dash;
  readonly symbol?: MarkSymbol;
  /** Series of one legend entry, switched together; its own name otherwise. */
  readonly legend?: string;
  /** Face behind each point, a key of the chart's `faces`. */
  readonly faces?: readonly string[];
  /** First line of each point's hover text. */
  readonly labels?: readonly string[];
}

/** A line across the chart, such as a baseline; the legend, which nothing can cover, has its name and value. */
export interface Rule {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly label: string;
  /** What the legend says in place of the value, where the axis counts from elsewhere. */
  readonly remark?: string;
}

/** A face that a chart shows behind a point. */
export interface FaceCard extends MarkedImage {
  readonly title: string;
  readonly text: string;
}

/** Everything the page needs to draw a chart. */
export interface ChartSpec {
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly rules: readonly Rule[];
  /** What patterns of lines mean, where each legend entry has several. */
  readonly patterns?: readonly { readonly dash: Dash; readonly label: string }[];
  /** Height in pixels on a screen. */
  readonly height: number;
  /** Axes whose scale the reader may switch between linear and logarithmic. */
  readonly logSwitch?: 'x' | 'y' | 'xy';
  /** Whether values hold until the next one, as in a cumulative distribution. */
  readonly steps?: boolean;
  /** If lines can be smoothed: standard deviation of the Gaussian weights, in points, and their name, `epochs`. */
  readonly smooth?: { readonly sigma: number; readonly unit: string };
  readonly faces?: Readonly<Record<string, FaceCard>>;
  /** Name of downloaded files, without extension. */
  readonly file: string;
}

/** What the reader has switched. */
export interface Switches {
  readonly log: { x: boolean; y: boolean };
  smooth: boolean;
  /** Legend entries that are switched off. */
  readonly hidden: Set<string>;
}

/** Whether there is a value, not a gap. */
export const isValue = (value: number | null | undefined): value is number => typeof value === 'number';

/** The legend's entries: the first series of each group. */
export function legendEntries(series: readonly Series[]): Series[] {
  const seen = new Set<string>();
  return series.filter((one) => {
    const entry = one.legend ?? one.name;
    return seen.has(entry) ? false : seen.add(entry);
  });
}
