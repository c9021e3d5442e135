import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * SHA-256 over a data set: names and contents of its annotation files, names and sizes of its photos.
 *
 * @param folder the data set's folder, to which the names are relative
 */
export async function dataChecksum(folder: string, annotations: string[], photos: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of [...annotations].sort()) hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  const names = [...photos].sort();
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  names.forEach((name, i) => hash.update(`${name} ${sizes[i]}\n`));
  return hash.digest('hex');
}
