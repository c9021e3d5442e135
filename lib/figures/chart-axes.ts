import { isValue } from './chart-spec';
import type { Axis, ChartSpec, Switches } from './chart-spec';
import { domainOf, ticksOf } from './scale';
import type { Domain } from './scale';
import { wrapLabel } from './ticks';
import type { Tick } from './ticks';

/** An axis as it is drawn: its scale chosen, its title complete. */
export interface DrawnAxis extends Axis {
  readonly domain: Domain;
}

/** What the still and the live image of a chart share, so that they agree. */
export interface ChartAxes {
  readonly x: DrawnAxis;
  readonly y: DrawnAxis;
  /** Space around the plot in pixels, for labels and titles. */
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

/** Width of a character of an axis' label in pixels, on average. */
const CHARACTER = 6.6;
const LINE = 14;

/**
 * The axes of a chart over the series that are shown.
 *
 * @param switches As the reader has set them; as the chart begins by default.
 */
export function chartAxes(spec: ChartSpec, switches: Switches = initialSwitches(spec)): ChartAxes {
  const { hidden } = switches;
  const series = spec.series.filter((one) => !hidden.has(one.legend ?? one.name));
  const ruled = (axis: 'x' | 'y') =>
    spec.rules.filter((rule) => rule.axis === axis && !hidden.has(rule.label)).map(({ value }) => value);
  // Where each face is drawn, the faces decide, so that figures of the same faces have the same scale.
  const widening = spec.faces ? [] : series;
  const ends = (axis: 'x' | 'y') =>
    widening.flatMap(({ intervals = 'y', low = [], high = [] }) => (intervals === axis ? [...low, ...high] : []));
  const heights = [...series.flatMap(({ y }) => [...y]), ...ends('y')].filter(isValue);
  const places = [...series.flatMap(({ x }) => [...x]), ...ends('x')].filter(isValue);
  const drawn = (axis: Axis, isLog: boolean, values: number[], kind: 'measured' | 'given'): DrawnAxis => {
    const scaled = { ...axis, log: isLog, title: isLog ? `${axis.title}, log scale` : axis.title };
    return { ...scaled, domain: domainOf(scaled, values, kind) };
  };
  // Beside named rows, the values are measured along the horizontal axis.
  const isAcross = spec.y.ticks !== undefined && spec.x.ticks === undefined;
  const x = drawn(spec.x, switches.log.x, [...places, ...ruled('x')], isAcross ? 'measured' : 'given');
  const y = drawn(spec.y, switches.log.y, [...heights, ...ruled('y')], 'measured');
  return {
    x,
    y,
    margin: { top: y.title ? 36 : 12, right: 14, bottom: bottomOf(x), left: leftOf(y, ticksOf(y, y.domain)) },
  };
}

/** The switches before the reader has touched any. */
export const initialSwitches = ({ x, y }: ChartSpec): Switches => ({
  log: { x: x.log ?? false, y: y.log ?? false },
  smooth: false,
  hidden: new Set(),
});

function bottomOf({ ticks = [] }: DrawnAxis): number {
  const lines = Math.max(1, ...ticks.map(({ label }) => wrapLabel(label).length));
  return 32 + LINE * lines;
}

function leftOf({ ticks: named }: DrawnAxis, ticks: readonly Tick[]): number {
  const lines = ticks.flatMap(({ label }) => (named ? wrapLabel(label) : [label]));
  return Math.ceil(12 + CHARACTER * Math.max(2, ...lines.map(({ length }) => length)));
}
