import type { Random } from '../random';

/** The values that a parameter may take in a search. */
export type SearchRange =
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | {
      /** Whether equal differences or, for `log`, equal ratios are equally likely. */
      readonly kind: 'linear' | 'log';
      readonly low: number;
      readonly high: number;
      /** Whether only whole numbers are drawn. */
      readonly whole: boolean;
    };

/** Significant digits of drawn numbers: finer steps tell nothing and make long labels. */
const DIGITS = 3;

/**
 * Draws a value.
 *
 * @param range Where from; both ends belong to it.
 * @param random The source of randomness.
 * @example drawFrom({ kind: 'log', low: 1e-5, high: 1e-2, whole: false }, new Random(1)) // 0.000263, for instance
 */
export function drawFrom(range: SearchRange, random: Random): unknown {
  if (range.kind === 'values') return range.values[random.integer(range.values.length)];
  const { kind, low, high, whole } = range;
  if (whole && kind === 'linear') return low + random.integer(high - low + 1);
  // Whole numbers share their half steps with their neighbors, so that the ends are as likely as they should be.
  const margin = whole ? 0.5 : 0;
  const [from, to] = [low - margin, high + margin];
  const drawn = kind === 'log' ? Math.exp(random.uniform(Math.log(from), Math.log(to))) : random.uniform(from, to);
  return rounded(range, drawn);
}

/** A value of a range with the digits that drawn numbers have; values of lists stay. */
export function rounded(range: SearchRange, value: unknown): unknown {
  if (range.kind === 'values') return value;
  const { low, high, whole } = range;
  const near = whole ? Math.round(Number(value)) : Number(Number(value).toPrecision(DIGITS));
  return Math.min(high, Math.max(low, near));
}
