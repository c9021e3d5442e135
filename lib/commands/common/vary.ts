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
    const [given, values] = text.split('=', 2);
    if (!given || !values) {
      throw new ParameterError(`--vary ${text}: write name=value,value, for example learningRate=1e-3,1e-4.`);
    }
    const name = names.find((one) => one === given || optionOf(one) === `--${given.replace(/^-+/, '')}`);
    if (name === undefined) throw new ParameterError(unknownName(given, names));
    const schema = parameterSchema[name as ParameterName];
    const read = values.split(',').map((value) => readGiven(name as ParameterName, value));
    for (const value of read) checkParameters({ [name]: schema }, { [name]: value });
    grid[name] = [...new Set([...(grid[name] ?? []), ...read])];
  }
  return grid;
}
