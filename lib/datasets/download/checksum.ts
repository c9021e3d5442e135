import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/**
 * Computes the checksum that identifies a data set in reports and run keys.
 *
 * @param folder The data set's folder.
 * @param annotations Names of its annotation files, relative to the folder; their line ends do not count, since archives
 *   differ in them.
 * @param photos SHA-256 of each photo's content, by its name relative to the folder.
 * @returns SHA-256 as 64 hexadecimal digits; the order of the names does not matter.
 */
export async function dataChecksum(
  folder: string,
  annotations: readonly string[],
  photos: ReadonlyMap<string, string>,
): Promise<string> {
  const hash = createHash('sha256');
  for (const name of [...annotations].sort()) {
    // What is unreadable is no part of the data; its name is.
    const text = await readFile(join(folder, name), 'latin1').catch(() => '');
    hash.update(`${name}\n`).update(text.replaceAll('\r\n', '\n'), 'latin1');
  }
  for (const [name, sha256] of [...photos].sort()) hash.update(`${name} ${sha256}\n`);
  return hash.digest('hex');
}

/**
 * Computes the checksum by which a download is verified.
 *
 * @param folder The folder of the files; folders in it are ignored.
 * @param endings Endings of the files that count, such as `.jpg`.
 * @returns SHA-256 over names and contents as 64 hexadecimal digits. Line ends of annotations (`.asf`) do not count,
 *   since archives differ in them.
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
