import { z } from 'zod';
import { parameterSchema } from '../parameters/schema';
import type { ParameterName } from '../parameters/schema';
import { checkParameters, ParameterError } from '../parameters/validation';
import type { SearchRange } from './range';

/** `log(1e-5,1e-2)` or `3..6`. */
const RANGE = /^(?:log\(([^,()]+),([^,()]+)\)|(.+?)\.\.(.+))$/;

/**
 * Reads a range of numbers, such as `log(1e-5,1e-2)` or `3..6`.
 *
 * @param name The parameter.
 * @param text What follows the parameter's equals sign.
 * @returns Undefined for a text that is no range, but may be a list of values.
 * @throws ParameterError for impossible ranges, and for parameters that are no numbers.
 */
export function readRange(name: ParameterName, text: string): SearchRange | undefined {
  const [, ...ends] = RANGE.exec(text) ?? [];
  const [low, high] = ends.filter((end) => end !== undefined).map(Number);
  if (low === undefined || high === undefined) return undefined;
  const about = `--vary ${name}=${text}`;
  const schema = parameterSchema[name];
  if (!(schema instanceof z.ZodNumber)) {
    throw new ParameterError(`${about}: ${name} is not a number. List its values, separated by commas.`);
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw new ParameterError(`${about}: write a range with two numbers, such as 1..8 or log(1e-5,1e-2).`);
  }
  for (const value of [low, high]) checkParameters({ [name]: schema }, { [name]: value });
  if (!(low < high)) throw new ParameterError(`${about}: the first number must be below the second one.`);
  const kind = text.startsWith('log') ? 'log' : 'linear';
  if (kind === 'log' && low <= 0) throw new ParameterError(`${about}: a logarithmic range starts above 0.`);
  return { kind, low, high, whole: schema.format === 'safeint' };
}
