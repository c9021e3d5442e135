import { ParameterError } from '../../parameters/validation';
import type { SearchRange } from '../../search/range';
import { readRange } from '../../search/range-text';
import { isRange, readVary, splitVary } from './vary';

/**
 * Parses `--vary` options of a search: `learningRate=log(1e-5,1e-2)`, `depth=3..6`, or single values as in a sweep.
 *
 * @param texts As typed.
 * @param names The parameters that may vary.
 * @returns Where each parameter's values are drawn from.
 * @throws ParameterError for texts of another form, unknown names and impossible values.
 */
export function readRanges(texts: readonly string[], names: readonly string[]): Record<string, SearchRange> {
  if (texts.length === 0) {
    throw new ParameterError("--search needs what to vary, for example --vary 'learningRate=log(1e-5,1e-2)'.");
  }
  const ranges: Record<string, SearchRange> = {};
  for (const text of texts) {
    const { name, values } = splitVary(text, names);
    const range = readRange(name, values);
    if (!range && isRange(values)) {
      throw new ParameterError(
        `--vary ${text}: write a range as 1..8 or log(1e-5,1e-2), with a comma between the numbers.`,
      );
    }
    ranges[name] = range ?? { kind: 'values', values: Object.values(readVary([text], names))[0]! };
  }
  return ranges;
}
