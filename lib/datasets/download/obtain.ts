import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError } from '../../errors';
import { makeWhole } from '../../files';
import { showProgress } from '../../progress';
import type { Progress } from '../../progress';
import type { DataSource } from '../sources';
import { download, removeDownload } from './download';
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
  const archiveOf = (address: string): string => join(data, basename(new URL(address).pathname));
  // An archive is there if an earlier call was killed while it unpacked. If it is damaged, it is downloaded again.
  const attempts = source.addresses.flatMap((address) =>
    existsSync(archiveOf(address)) ? [address, address] : address,
  );
  for (const address of attempts) {
    const archive = archiveOf(address);
    try {
      if (!existsSync(archive)) await downloadWithProgress(source, address, archive, options);
      await unpackVerified(source, archive, data);
      await removeDownload(archive);
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

/** Where an archive is unpacked, in the folder that becomes the data set's. */
const UNPACKED = '.unpacked';

/** A folder with the data set's name is complete. */
async function unpackVerified(source: DataSource, archive: string, data: string): Promise<void> {
  await makeWhole(join(data, source.folder), async (part) => {
    const unpacked = join(part, UNPACKED);
    await unpack(archive, source.archive, unpacked);
    const folder = await folderOf(source.sign, archive, unpacked);
    await source.verify(folder).catch((error: unknown) => {
      throw new DataError(`${archive} is damaged: ${(error as Error).message}`, { cause: error });
    });
    for (const name of await readdir(folder)) await rename(join(folder, name), join(part, name));
    await rm(unpacked, { recursive: true, force: true });
  });
}

/** Where the data set is in an unpacked archive: at the top, or in a folder. */
async function folderOf(sign: string, archive: string, folder: string): Promise<string> {
  if (existsSync(join(folder, sign))) return folder;
  for (const name of await readdir(folder)) {
    if (existsSync(join(folder, name, sign))) return join(folder, name);
  }
  throw new DataError(`${archive} is not the right archive: it does not contain ${sign}.`);
}
