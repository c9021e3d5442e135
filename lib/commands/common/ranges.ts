import { z } from 'zod';
import { parameterSchema } from '../../parameters/schema';
import type { ParameterName } from '../../parameters/schema';
import { checkParameters, ParameterError } from '../../parameters/validation';
import type { SearchRange } from '../../search/range';
import { readVary, splitVary } from './vary';

/** `log(1e-5,1e-2)` or `3..6`. */
const RANGE = /^(?:log\(([^,()]+),([^,()]+)\)|(.+?)\.\.(.+))$/;

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
    const [, ...ends] = RANGE.exec(values) ?? [];
    const [low, high] = ends.filter((end) => end !== undefined).map(Number);
    ranges[name] =
      low === undefined || high === undefined
        ? { kind: 'values', values: Object.values(readVary([text], names))[0]! }
        : numbersOf(text, name, { kind: values.startsWith('log') ? 'log' : 'linear', low, high });
  }
  return ranges;
}

function numbersOf(
  text: string,
  name: ParameterName,
  { kind, low, high }: { kind: 'linear' | 'log'; low: number; high: number },
): SearchRange {
  const schema = parameterSchema[name];
  if (!(schema instanceof z.ZodNumber)) {
    throw new ParameterError(`--vary ${text}: ${name} is not a number. List its values, separated by commas.`);
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw new ParameterError(`--vary ${text}: write a range with two numbers, such as 1..8 or log(1e-5,1e-2).`);
  }
  for (const value of [low, high]) checkParameters({ [name]: schema }, { [name]: value });
  if (!(low < high)) throw new ParameterError(`--vary ${text}: the first number must be below the second one.`);
  if (kind === 'log' && low <= 0) {
    throw new ParameterError(`--vary ${text}: a logarithmic range starts above 0.`);
  }
  return { kind, low, high, whole: schema.format === 'safeint' };
}
