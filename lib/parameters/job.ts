import { existsSync, readFileSync } from 'node:fs';
import { ParameterError } from './validation';

/** What a command asks of a notebook that it runs. */
export interface Request {
  /** Parameters that go before the notebook's own. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether runs that are there already are run again. */
  readonly force: boolean;
  /** Whether TensorBoard event files are written. */
  readonly tensorBoard?: boolean;
}

/** Environment variable with the path of the request, a JSON file. */
export const JOB_VARIABLE = 'FACES_PARAMETERS';

/**
 * The request of the command that runs this notebook; undefined where a person runs it.
 *
 * @throws ParameterError when the environment names a file that does not exist.
 */
export function readJob(): Request | undefined {
  const file = process.env[JOB_VARIABLE];
  if (!file) return undefined;
  if (!existsSync(file)) throw new ParameterError(`${JOB_VARIABLE} names ${file}, which does not exist.`);
  return JSON.parse(readFileSync(file, 'utf8')) as Request;
}
