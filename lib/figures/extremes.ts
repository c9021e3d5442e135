import { greatest, least } from 'd3-array';
import { significant } from '../format';

/** The items with the largest and with the smallest value: several where they are tied. */
export interface Extremes<T> {
  readonly highest: readonly T[];
  readonly lowest: readonly T[];
  /** Whether all items have the same value. */
  readonly tied: boolean;
}

/**
 * Finds the items with the largest and the smallest value. Values that look the same with three digits are tied, so
 * that a sentence never calls one of two equal numbers the larger one.
 *
 * @param items At least one.
 * @example extremes([{ name: 'a', error: 2 }, { name: 'b', error: 1 }], ({ error }) => error).highest // [{ name: 'a', ... }]
 */
export function extremes<T>(items: readonly T[], valueOf: (item: T) => number): Extremes<T> {
  const equalTo = (other: T) => items.filter((item) => significant(valueOf(item)) === significant(valueOf(other)));
  const highest = equalTo(greatest(items, valueOf)!);
  return { highest, lowest: equalTo(least(items, valueOf)!), tied: highest.length === items.length };
}

/** `a`, `a and b`, `a, b, and c`: how a sentence lists names. */
export function list(names: readonly string[]): string {
  const [last = '', ...others] = [...names].reverse();
  if (others.length === 0) return last;
  return `${others.reverse().join(', ')}${others.length > 1 ? ',' : ''} and ${last}`;
}
