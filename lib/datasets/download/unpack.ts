import { createWriteStream } from 'node:fs';
import type { Stats } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar';
import * as yauzl from 'yauzl';
import { DataError } from '../../errors';

/**
 * Unpacks an archive into an empty folder: plain files and folders only.
 *
 * @param archive Path of the archive.
 * @param kind Its format.
 * @param folder The folder to unpack into; made if it is missing.
 * @throws DataError naming the archive, and the entry if it is a link or leads out of the folder.
 */
export async function unpack(archive: string, kind: 'zip' | 'tar.gz', folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    await (kind === 'zip' ? unpackZip(archive, folder) : unpackTar(archive, folder));
  } catch (error) {
    throw new DataError(`${archive} cannot be unpacked: ${(error as Error).message}.`, { cause: error });
  }
}

async function unpackZip(archive: string, folder: string): Promise<void> {
  const zip = await yauzl.openPromise(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      checkPath(entry.fileName);
      // The upper half holds a file's mode if it was packed on a Unix system, 0 otherwise.
      const type = (entry.externalFileAttributes >>> 16) & 0o170000;
      if (![0, 0o040000, 0o100000].includes(type)) throw notPlain(entry.fileName);
      const path = join(folder, entry.fileName);
      if (entry.fileName.endsWith('/')) {
        await mkdir(path, { recursive: true });
      } else {
        await mkdir(dirname(path), { recursive: true });
        await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { flags: 'wx' }));
      }
    }
  } finally {
    zip.close();
  }
}

async function unpackTar(archive: string, folder: string): Promise<void> {
  let problem: Error | null = null;
  const filter = (path: string, entry: tar.ReadEntry | Stats): boolean => {
    try {
      checkPath(path);
      const type = 'type' in entry ? entry.type : 'File';
      if (type !== 'File' && type !== 'OldFile' && type !== 'Directory') throw notPlain(path);
    } catch (error) {
      problem ??= error as Error;
    }
    return problem === null;
  };
  await tar.extract({ file: archive, cwd: folder, filter, strict: true, preserveOwner: false });
  if (problem) throw problem as Error;
}

const notPlain = (name: string): Error => new Error(`${name} is not a plain file`);

function checkPath(name: string): void {
  const path = normalize(name.replaceAll('\\', '/'));
  if (isAbsolute(path) || /^[a-z]:/i.test(path) || path.split(sep).includes('..')) {
    throw new Error(`${name} leads out of the folder`);
  }
}
