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
 * Finds the items with the largest and the smallest value. Values that look the same are tied, so that a sentence never
 * calls one of two equal numbers the larger one.
 *
 * @param items At least one.
 * @param text How values are written; with three significant digits by default.
 * @example extremes([{ name: 'a', error: 2 }, { name: 'b', error: 1 }], ({ error }) => error).highest // [{ name: 'a', ... }]
 */
export function extremes<T>(
  items: readonly T[],
  valueOf: (item: T) => number,
  text: (value: number) => string = significant,
): Extremes<T> {
  const equalTo = (other: T) => items.filter((item) => text(valueOf(item)) === text(valueOf(other)));
  const highest = equalTo(greatest(items, valueOf)!);
  return { highest, lowest: equalTo(least(items, valueOf)!), tied: highest.length === items.length };
}
