import { scaleLinear, scaleLog } from 'd3-scale';

/** A marked value on an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/**
 * Ticks of a linear axis: about five round numbers.
 *
 * @param domain Lowest and highest value on the axis.
 */
export const linearTicks = (domain: readonly [number, number]): Tick[] =>
  labeled(scaleLinear(domain, [0, 1]).ticks(5), true);

/**
 * Ticks of an axis of whole numbers, such as epochs. The last number is marked, also where it is not round.
 *
 * @param domain Lowest and highest value on the axis.
 * @param last The last number.
 */
export function wholeTicks(domain: readonly [number, number], last: number): Tick[] {
  const ticks = scaleLinear(domain, [0, 1])
    .ticks(4)
    .filter((value) => Number.isInteger(value));
  if (last < domain[0] || last > domain[1]) return labeled(ticks);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1;
  return labeled([...ticks.filter((value) => last - value > 0.6 * step), last]);
}

/** The multiples of each power of ten that a logarithmic axis marks: 1, 2 and 5 over few decades, else 1. */
const logDigits = (low: number, high: number): number[] => (Math.log10(high / low) < 2.2 ? [1, 2, 5] : [1]);

/**
 * Ticks of a logarithmic axis: powers of ten, with their 2- and 5-fold over few decades; round numbers within one.
 *
 * @param domain Lowest and highest value on the axis, above 0.
 */
export function logTicks([low, high]: readonly [number, number]): Tick[] {
  const digits = logDigits(low, high);
  const multiples = scaleLog([low, high], [0, 1]).ticks(digits.length > 1 ? 5 : 8);
  const marked = multiples.filter((value) => digits.includes(Number(value.toExponential(6).split('e')[0])));
  return marked.length > 1 ? labeled(marked) : linearTicks([low, high]);
}

/** Values whose size is outside these bounds are written with exponents. */
const DECIMAL = { from: 1e-4, below: 1e7 } as const;

/** Values with labels in one notation: all with exponents if one of them needs it, otherwise all as decimals. */
function labeled(values: readonly number[], isEven = false): Tick[] {
  const round = values.map((value) => Number(value.toPrecision(12)));
  const sizes = round.map(Math.abs).filter((size) => size > 0);
  const isDecimal = sizes.every((size) => size >= DECIMAL.from && size < DECIMAL.below);
  const decimals = isEven ? Math.max(0, ...round.map(decimalsOf)) : undefined;
  return round.map((value) => ({ value, label: isDecimal ? decimal(value, decimals) : exponential(value) }));
}

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;

function decimal(value: number, decimals = decimalsOf(value)): string {
  const text = value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return minus(text);
}

/** `2e−5`; zero is plain. */
const exponential = (value: number): string =>
  value === 0
    ? '0'
    : minus(
        value
          .toExponential(10)
          .replace(/\.?0+e/, 'e')
          .replace('e+', 'e'),
      );

const minus = (text: string): string => text.replaceAll('-', '−');

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
