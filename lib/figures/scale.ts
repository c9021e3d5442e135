import { extent } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import { significant } from '../format';
import type { Axis } from './chart-spec';

/** A marked value on an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Maps the values of one axis to places between two ends. */
export interface Scale {
  /** NaN for what has no place: values not above 0 on a logarithmic axis. */
  place(value: number): number;
  readonly ticks: readonly Tick[];
}

/**
 * A scale over an axis' range or, without one, over its values with a margin. Logarithmic scales ignore values that are
 * not above 0.
 *
 * @param ends Places of the lowest and the highest value, e.g. in pixels.
 * @example const y = makeScale({ title: 'MSE', log: true }, [0.003, 0.02], [300, 10]); y.place(0.01);
 */
export function makeScale(axis: Axis, values: readonly number[], ends: readonly [number, number]): Scale {
  const usable = values.filter((value) => Number.isFinite(value) && (!axis.log || value > 0));
  const domain = axis.range ?? domainOf(usable, axis.log ?? false);
  const scale = (axis.log ? scaleLog : scaleLinear)(domain, ends);
  const ticks = axis.log ? logTicks(domain[0], domain[1]) : scale.ticks(5);
  const allowed = axis.whole ? ticks.filter((value) => Number.isInteger(value)) : ticks;
  return {
    place: (value) => (axis.log && value <= 0 ? NaN : scale(value)),
    ticks: axis.ticks ?? allowed.map((value) => ({ value, label: tickLabel(value) })),
  };
}

/** Lowest and highest value with a margin of 4%; something with an extent even for one value or none. */
function domainOf(values: readonly number[], log: boolean): [number, number] {
  const [lowest, highest] = extent(values);
  if (lowest === undefined) return log ? [0.1, 1] : [0, 1];
  if (log) {
    const margin = Math.max((highest / lowest) ** 0.04, 1.1);
    return [lowest / margin, highest * margin];
  }
  const margin = 0.04 * (highest - lowest) || Math.abs(highest) * 0.1 || 1;
  return [lowest >= 0 && lowest < 0.3 * highest ? 0 : lowest - margin, highest + margin];
}

/** The multiples of each power of ten that a logarithmic axis marks: 1, 2 and 5 over few decades, else 1. */
export const logDigits = (low: number, high: number): number[] => (Math.log10(high / low) < 2.2 ? [1, 2, 5] : [1]);

/**
 * Ticks of a logarithmic axis: powers of ten, with their 2- and 5-fold over few decades; round numbers within one.
 *
 * @param low Lowest value on the axis, above 0.
 * @param high Highest value on the axis.
 */
export function logTicks(low: number, high: number): number[] {
  const digits = logDigits(low, high);
  const multiples = scaleLog([low, high], [0, 1]).ticks(digits.length > 1 ? 5 : 8);
  const marked = multiples.filter((value) => digits.includes(Number(value.toExponential(6).split('e')[0])));
  return marked.length > 1 ? marked : scaleLinear([low, high], [0, 1]).ticks(5);
}

/** `0.25`, `1`, `5e−4`: the shortest form of a value on an axis. */
export const tickLabel = (value: number): string =>
  (value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(5).replaceAll('-', '−') : significant(value, 6))
    .replace(/(\.\d*?)0+(?=e|$)/, '$1')
    .replace(/\.(?=e|$)/, '');

/** A long label in lines of about twelve letters. */
export function wrapLabel(label: string): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 13) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
