import { availableParallelism, cpus } from 'node:os';
import { count } from '../../format';
import { instructionSets } from '../../ops/processor';

/**
 * The machine of a benchmark, as the beginning of a sentence: `2 cores of AMD EPYC (AVX2)`.
 *
 * @param threads Cores that were used; all by default.
 */
export function machine(threads = availableParallelism()): string {
  const sets = instructionSets();
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  return `${count(threads, 'core')} of ${model}${sets.length > 0 ? ` (${sets.join(', ')})` : ''}`;
}

/** Rounds to three significant digits, as much as a benchmark can tell. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
