import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError } from '../../errors';
import { showProgress } from '../../progress';
import type { Progress } from '../../progress';
import type { DataSource } from '../sources';
import { download } from './download';
import type { DownloadOptions } from './download';
import { unpack } from './unpack';

/**
 * Downloads a data set from the first address that has it, unpacks it and verifies the files. An address with a damaged
 * copy is skipped.
 *
 * @param source The data set.
 * @param data The folder that is to hold the data set's folder.
 * @throws DataError with the problem at each address, and what to do.
 */
export async function obtain(source: DataSource, data: string, options: DownloadOptions = {}): Promise<void> {
  const problems: string[] = [];
  for (const address of source.addresses) {
    const archive = join(data, basename(new URL(address).pathname));
    try {
      await downloadWithProgress(source, address, archive, options);
      await unpackVerified(source, archive, data);
      await rm(archive);
      return;
    } catch (error) {
      // A complete but damaged archive must not be taken for a good one by a later call.
      await rm(archive, { force: true });
      problems.push((error as Error).message);
    }
  }
  throw new DataError(
    `The ${source.title} could not be downloaded:\n- ${problems.join('\n- ')}\n` +
      `Check the network, or unpack its archive into ${data} by hand (see data/README.md).`,
  );
}

const MEGABYTE = 1e6;

async function downloadWithProgress(
  source: DataSource,
  address: string,
  file: string,
  options: DownloadOptions,
): Promise<void> {
  let progress: Progress | undefined;
  try {
    await download(address, file, {
      ...options,
      onProgress(done, total) {
        const megabytes = Number.isNaN(total) ? source.megabytes : total / MEGABYTE;
        progress ??= showProgress(`Downloading ${source.title} from ${new URL(address).host}`, megabytes, 'MB');
        progress.update(done / MEGABYTE);
      },
    });
  } finally {
    progress?.stop();
  }
}

/** Unpacks into a temporary folder, then renames it: a folder with the data set's name is complete. */
async function unpackVerified(source: DataSource, archive: string, data: string): Promise<void> {
  const temporary = join(data, `${source.folder}.${process.pid}.part`);
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  try {
    await unpack(archive, source.archive, temporary);
    const folder = await folderOf(source.sign, archive, temporary);
    await source.verify(folder).catch((error: unknown) => {
      throw new DataError(`${archive} is damaged: ${(error as Error).message}`, { cause: error });
    });
    await rename(folder, join(data, source.folder));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Where the data set is in an unpacked archive: at the top, or in a folder. */
async function folderOf(sign: string, archive: string, folder: string): Promise<string> {
  if (existsSync(join(folder, sign))) return folder;
  for (const name of await readdir(folder)) {
    if (existsSync(join(folder, name, sign))) return join(folder, name);
  }
  throw new DataError(`${archive} is not the right archive: it does not contain ${sign}.`);
}
