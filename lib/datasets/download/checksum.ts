import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

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

/**
 * SHA-256 over names and contents of those files of a folder that have one of the endings. Line ends of annotations do
 * not count: archives differ in them.
 */
export async function contentChecksum(folder: string, endings: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const names = (await readdir(folder)).filter((name) => endings.includes(extname(name)));
  for (const name of names.sort()) {
    const content = await readFile(join(folder, name));
    hash.update(`${name}\n`);
    hash.update(name.endsWith('.asf') ? content.toString('latin1').replaceAll('\r\n', '\n') : content);
  }
  return hash.digest('hex');
}
