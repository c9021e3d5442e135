import { createWriteStream, type Stats } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar';
import * as yauzl from 'yauzl';

/**
 * Unpacks an archive into an empty folder: files and folders, nothing else.
 *
 * @throws Error naming the archive and its entry, where one leads out of the folder or is a link
 */
export async function unpack(archive: string, kind: 'zip' | 'tar.gz', folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    await (kind === 'zip' ? unpackZip(archive, folder) : unpackTar(archive, folder));
  } catch (error) {
    throw new Error(`${archive} cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

async function unpackZip(archive: string, folder: string): Promise<void> {
  const zip = await yauzl.openPromise(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      checkPlace(entry.fileName);
      // The upper half holds a file's mode where a Unix system packed it; 0 where another one did.
      const type = (entry.externalFileAttributes >>> 16) & 0o170000;
      if (![0, 0o040000, 0o100000].includes(type)) throw new Error(`${entry.fileName} is no plain file`);
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
      checkPlace(path);
      const type = 'type' in entry ? entry.type : 'File';
      if (type !== 'File' && type !== 'OldFile' && type !== 'Directory') throw new Error(`${path} is no plain file`);
    } catch (error) {
      problem ??= error as Error;
    }
    return problem === null;
  };
  await tar.extract({ file: archive, cwd: folder, filter, strict: true, preserveOwner: false });
  if (problem) throw problem as Error;
}

function checkPlace(name: string): void {
  const path = normalize(name.replaceAll('\\', '/'));
  if (isAbsolute(path) || /^[a-z]:/i.test(path) || path.split(sep).includes('..')) {
    throw new Error(`${name} leads out of the folder`);
  }
}
