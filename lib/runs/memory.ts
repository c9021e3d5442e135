import type { ProcessError } from '../processes/error';
import type { RunSpec } from './run';

/** What libraries say when memory runs out. */
const OUT_OF_MEMORY = /OOM when allocating|ResourceExhausted|heap out of memory|cannot allocate memory|bad_alloc/i;

/**
 * What to do about a run that failed because memory ran out, or may have.
 *
 * @param error The failure of its process.
 * @param parameters The run's.
 * @returns A sentence with a space before it; empty where memory has nothing to do with it.
 */
export function memoryAdvice(
  { message, crashed }: Pick<ProcessError, 'message' | 'crashed'>,
  parameters: RunSpec['parameters'],
): string {
  const isSaid = OUT_OF_MEMORY.test(message);
  if (!crashed && !isSaid) return '';
  const lower = whatToLower(parameters);
  return isSaid ? ` Memory ran out: l${lower}` : ` L${lower}`;
}

/** What to lower to need less memory: a sentence without its first letter. */
export const whatToLower = ({ batchSize, width, height }: RunSpec['parameters']): string =>
  `ower batchSize (now ${batchSize}) or the images' size (now ${width} x ${height}), or do fewer runs at a time.`;
