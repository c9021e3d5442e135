import type { Axis } from './chart-spec';
import { significant } from '../format';

/** Maps the values of one axis to places between two ends. */
export interface Scale {
  place(value: number): number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** A scale over an axis' range, or over its values with some air. Logarithmic scales leave out what is not above 0. */
export function makeScale(axis: Axis, values: readonly number[], [from, to]: readonly [number, number]): Scale {
  const usable = values.filter((value) => Number.isFinite(value) && (!axis.log || value > 0));
  const [low, high] = axis.range ?? limits(usable, axis.log ?? false);
  const share = axis.log
    ? (value: number) => Math.log(value / low) / Math.log(high / low)
    : (value: number) => (value - low) / (high - low);
  return {
    place: (value) => from + (to - from) * share(value),
    ticks: axis.ticks ?? (axis.log ? logTicks(low, high) : linearTicks(low, high, axis.whole ? 1 : 0)),
  };
}

/** Lowest and highest value with 4 % of air; something with an extent even for one value or none. */
function limits(values: readonly number[], log: boolean): [number, number] {
  if (values.length === 0) return log ? [0.1, 1] : [0, 1];
  const lowest = values.reduce((a, b) => Math.min(a, b));
  const highest = values.reduce((a, b) => Math.max(a, b));
  if (log) {
    const air = Math.max((highest / lowest) ** 0.04, 1.1);
    return [lowest / air, highest * air];
  }
  const air = 0.04 * (highest - lowest) || Math.abs(highest) * 0.1 || 1;
  return [lowest >= 0 && lowest < 0.3 * highest ? 0 : lowest - air, highest + air];
}

/** About five round numbers in a range, at least so far apart. */
export function linearTicks(low: number, high: number, least = 0): { value: number; label: string }[] {
  const rough = Math.max(least, (high - low) / 5);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999)!;
  const first = Math.ceil(low / step - 1e-9);
  const length = Math.max(0, Math.floor(high / step + 1e-9) - first + 1);
  return Array.from({ length }, (_, i) => label(Number(((first + i) * step).toPrecision(10))));
}

/** Which multiples of each power of ten a logarithmic axis marks. */
export const logDigits = (low: number, high: number): number[] => (Math.log10(high / low) < 2.2 ? [1, 2, 5] : [1]);

/** Powers of ten in a range, with their 2- and 5-fold where there are few. */
export function logTicks(low: number, high: number): { value: number; label: string }[] {
  const exponents = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => Math.floor(Math.log10(low)) + i,
  );
  const factors = logDigits(low, high);
  return exponents
    .flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`)))
    .filter((value) => value >= low * 0.999 && value <= high * 1.001)
    .map(label);
}

const label = (value: number) => ({ value, label: tickLabel(value) });

/** `0.25`, `1`, `5e−4`: as short as a place on an axis can be written. */
export const tickLabel = (value: number): string =>
  (value !== 0 && Math.abs(value) < 0.001 ? significantExponent(value) : significant(value, 6))
    .replace(/(\.\d*?)0+(?=e|$)/, '$1')
    .replace(/\.(?=e|$)/, '');

const significantExponent = (value: number): string => value.toExponential(5).replaceAll('-', '−');

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
