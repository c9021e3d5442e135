import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isFolderOfData } from '../../parameters/names';
import type { ParameterValues } from '../../parameters/schema';
import { ParameterError } from '../../parameters/validation';
import { root } from '../../paths';

/** Where a data set is taken from: a folder, the synthetic one, or wherever the real one is found. */
export interface DataChoice {
  readonly generated: boolean;
  readonly folder?: string;
}

/**
 * What the parameter `data` says.
 *
 * @param data `auto`, `generated` or the path of a folder, which may be relative to the notebook's folder, which the kernel
 *   leaves in `FACES_NOTEBOOK_FOLDER`, or to the project's.
 * @throws ParameterError when there is no such folder.
 */
export function dataChoice(data: ParameterValues['data']): DataChoice {
  if (!isFolderOfData(data)) return { generated: data === 'generated' };
  const places = [process.env.FACES_NOTEBOOK_FOLDER, root()].filter((place) => place !== undefined);
  const folder = places.map((place) => resolve(place, data)).find((path) => existsSync(path));
  if (folder !== undefined) return { generated: false, folder };
  throw new ParameterError(`Invalid value '${data}' for data: must be auto, generated or the path of a folder.`);
}
