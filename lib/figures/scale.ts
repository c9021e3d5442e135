import { extent } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import type { Axis } from './chart-spec';
import { linearTicks, logTicks, wholeTicks } from './ticks';
import type { Tick } from './ticks';

/** Lowest and highest value on an axis. */
export type Domain = readonly [number, number];

/** Maps the values of one axis to places between two ends. */
export interface Scale {
  readonly domain: Domain;
  readonly ticks: readonly Tick[];
  /** NaN for what has no place: values not above 0 on a logarithmic axis. */
  place(value: number): number;
}

/**
 * The values that an axis shows: its range, if it has one. Otherwise logarithmic axes end at 1, 2 or 5 times a power of
 * ten; axes of whole numbers begin at 0 and end at the last number; other axes of measured values begin at 0, unless
 * some are negative; axes that they are measured at have a margin.
 *
 * @param values All values; logarithmic axes ignore those not above 0.
 * @param kind Whether the axis is the one of the measured values.
 */
export function domainOf(axis: Axis, values: readonly number[], kind: 'measured' | 'given'): Domain {
  if (axis.range) return axis.range;
  const [low, high] = extent(values.filter((value) => Number.isFinite(value) && (!axis.log || value > 0)));
  if (low === undefined) return axis.log ? [0.1, 1] : [0, 1];
  if (axis.log) return kind === 'measured' ? niceDecades(low, high) : withLogMargin(low, high);
  if (axis.whole && low >= 0) return [0, Math.max(1, high)];
  if (kind === 'given') return withMargin(low, high);
  const ends = scaleLinear([Math.min(0, low), Math.max(0, high)], [0, 1]).nice(5);
  const [from = 0, to = 1] = ends.domain();
  return from < to ? [from, to] : [0, 1];
}

/** The ticks of the part of an axis that is in view. @param last The last of whole numbers. */
export function ticksOf(axis: Axis, domain: Domain, last = domain[1]): readonly Tick[] {
  if (axis.ticks) return axis.ticks;
  if (axis.log) return logTicks(domain);
  return axis.whole ? wholeTicks(domain, last) : linearTicks(domain);
}

/**
 * A scale between two places.
 *
 * @param domain From `domainOf`.
 * @param ends Places of the lowest and the highest value, e.g. in pixels.
 */
export function makeScale(axis: Axis, domain: Domain, ends: readonly [number, number]): Scale {
  const scale = (axis.log ? scaleLog : scaleLinear)(domain, ends);
  return {
    domain,
    ticks: ticksOf(axis, domain),
    place: (value) => (axis.log && value <= 0 ? NaN : scale(value)),
  };
}

/** From the last 1, 2 or 5 times a power of ten below the values to the first one above. */
function niceDecades(low: number, high: number): Domain {
  const around = (value: number) => {
    const exponent = Math.floor(Math.log10(value));
    return [1, 2, 5, 10].map((digit) => Number(`${digit}e${exponent}`));
  };
  const from =
    around(low)
      .filter((value) => value <= low)
      .at(-1) ?? low;
  const to = around(high).find((value) => value >= high) ?? high;
  return from < to ? [from, to] : [from / 2, to * 2];
}

function withLogMargin(low: number, high: number): Domain {
  const margin = Math.max((high / low) ** 0.04, 1.1);
  return [low / margin, high * margin];
}

function withMargin(low: number, high: number): Domain {
  const isOne = high - low <= 1e-9 * Math.abs(high);
  const margin = isOne ? 0.1 * Math.abs(high) || 1 : 0.04 * (high - low);
  return [low - margin, high + margin];
}
