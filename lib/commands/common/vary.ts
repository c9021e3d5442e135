import { unknownName, checkParameters, ParameterError, readValue } from '../../parameters/validation';
import { parameterSchema } from '../../parameters/schema';
import type { ParameterName } from '../../parameters/schema';

/**
 * Reads `--vary` options: `learningRate=1e-3,1e-4` (or `learning-rate=...`) into values to try.
 *
 * @param texts One text for each parameter.
 * @param names The parameters that may vary.
 * @throws ParameterError for what is not of this form, unknown names and impossible values.
 */
export function readVary(texts: readonly string[], names: readonly string[]): Record<string, unknown[]> {
  const grid: Record<string, unknown[]> = {};
  for (const text of texts) {
    const [given, values] = text.split('=', 2);
    if (!given || !values) {
      throw new ParameterError(`--vary ${text} cannot be read: write name=value,value, e.g. learningRate=1e-3,1e-4.`);
    }
    const name = given.replace(/^-+/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (!names.includes(name)) throw new ParameterError(unknownName(name, names));
    const schema = parameterSchema[name as ParameterName];
    const read = values.split(',').map((value) => readValue(schema, value));
    for (const value of read) checkParameters({ [name]: schema }, { [name]: value });
    grid[name] = read;
  }
  return grid;
}
