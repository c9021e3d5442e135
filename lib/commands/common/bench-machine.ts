import { availableParallelism, cpus } from 'node:os';
import { count } from '../../format';

/**
 * The machine of a benchmark, as the beginning of a sentence: `2 cores of an ...`.
 *
 * @param threads Cores that were used; all by default.
 */
export const machine = (threads = availableParallelism()): string =>
  `${count(threads, 'core')} of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}`;

/** Rounds to three significant digits, as much as a benchmark can tell. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
