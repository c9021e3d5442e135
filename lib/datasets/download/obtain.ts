import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DataSource } from '../sources';
import { download, type DownloadOptions } from './download';
import { showProgress, type Progress } from '../../progress';
import { unpack } from './unpack';

/**
 * Gets a data set from the network: downloads its archive from the first address that has it, unpacks it and verifies
 * what came out; an address whose copy is damaged is passed over.
 *
 * @param data the folder that is to hold the set's folder
 * @throws Error with what went wrong at each address
 */
export async function obtain(set: DataSource, data: string, options: DownloadOptions = {}): Promise<void> {
  const problems: string[] = [];
  for (const address of set.addresses) {
    const archive = join(data, basename(new URL(address).pathname));
    try {
      await downloadShown(set, address, archive, options);
      await unpackVerified(set, archive, data);
      await rm(archive);
      return;
    } catch (error) {
      // A whole but damaged archive must not be taken up again.
      await rm(archive, { force: true });
      problems.push((error as Error).message);
    }
  }
  throw new Error(`The ${set.title} could not be obtained:\n- ${problems.join('\n- ')}`);
}

async function downloadShown(set: DataSource, address: string, file: string, options: DownloadOptions): Promise<void> {
  let progress: Progress | undefined;
  const megabyte = 1e6;
  try {
    await download(address, file, {
      ...options,
      onProgress(done, total) {
        const known = Number.isNaN(total) ? set.megabytes * megabyte : total;
        progress ??= showProgress(`Downloading ${set.title} from ${new URL(address).host}`, known / megabyte, 'MB');
        progress.update(done / megabyte);
        options.onProgress?.(done, total);
      },
    });
  } finally {
    progress?.stop();
  }
}

/** Unpacks beside, then renames: what has the set's name is whole. */
async function unpackVerified(set: DataSource, archive: string, data: string): Promise<void> {
  const fresh = join(data, `${set.folder}.${process.pid}.part`);
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    await unpack(archive, set.archive, fresh);
    const folder = await folderOf(set.sign, fresh);
    await set.verify(folder).catch((error: Error) => {
      throw new Error(`${archive} is damaged: ${error.message}`);
    });
    await rename(folder, join(data, set.folder));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Where the set lies in an unpacked archive: at its top, or in its only folder. */
async function folderOf(sign: string, folder: string): Promise<string> {
  if (existsSync(join(folder, sign))) return folder;
  for (const name of await readdir(folder)) {
    if (existsSync(join(folder, name, sign))) return join(folder, name);
  }
  throw new Error(`${basename(folder)} does not contain ${sign}`);
}
