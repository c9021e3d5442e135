import { optionOf } from '../../parameters/names';
import { parameterSchema } from '../../parameters/schema';
import type { ParameterName } from '../../parameters/schema';
import { checkParameters, ParameterError, unknownName } from '../../parameters/validation';
import { readGiven } from './options';

/**
 * Parses `--vary` options, `learningRate=1e-3,1e-4` or `learning-rate=1e-3,1e-4`, to values to try.
 *
 * @param texts As typed; several for one parameter add up, and equal values count once.
 * @param names The parameters that may vary.
 * @returns The values to try, by parameter.
 * @throws ParameterError for texts of another form, unknown names and impossible values.
 */
export function readVary(texts: readonly string[], names: readonly string[]): Record<string, unknown[]> {
  const grid: Record<string, unknown[]> = {};
  for (const text of texts) {
    const { name, values } = splitVary(text, names);
    if (isRange(values)) {
      throw new ParameterError(`--vary ${text}: a range needs --search, for example --search random:30.`);
    }
    const schema = parameterSchema[name];
    const read = values.split(',').map((value) => readGiven(name, value));
    for (const value of read) checkParameters({ [name]: schema }, { [name]: value });
    grid[name] = [...new Set([...(grid[name] ?? []), ...read])];
  }
  return grid;
}

/** Whether a text looks like a range, well written or not. */
export const isRange = (values: string): boolean => /^log\(|\.\./.test(values);

/**
 * Splits a `--vary` option into the parameter and what follows the equals sign.
 *
 * @param text As typed.
 * @param names The parameters that may vary.
 * @throws ParameterError for a text of another form or an unknown name.
 */
export function splitVary(text: string, names: readonly string[]): { name: ParameterName; values: string } {
  const [given, values] = text.split('=', 2);
  if (!given || !values) {
    throw new ParameterError(`--vary ${text}: write name=value,value, for example learningRate=1e-3,1e-4.`);
  }
  const name = names.find((one) => one === given || optionOf(one) === `--${given.replace(/^-+/, '')}`);
  if (name === undefined) throw new ParameterError(unknownName(given, names));
  return { name: name as ParameterName, values };
}
