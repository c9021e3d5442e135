import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import pLimit from 'p-limit';
import { checksumOf, readSealed, writeCache } from '../../files';
import { cachePath } from '../../paths';
import { photoFault, photoProblem, photoSizes } from '../../photos';
import type { PhotoSizes } from '../../photos';
import { showProgress } from '../../progress';
import type { Progress } from '../../progress';

/** What is known about a photo once all of it has been read. */
export interface PhotoRecord extends PhotoSizes {
  /** SHA-256 of the file's content; empty if there is no such file. */
  readonly sha256: string;
  /** What is wrong with it, as a clause; absent if it is intact. */
  readonly fault?: string;
}

/** A record with the state of the file that it is about. */
interface Kept extends PhotoRecord {
  readonly state: string;
}

/** Increase this when photos are judged in another way, so that they are read again. */
const VERSION = 1;

/** A file that changed so shortly before it was read may change again without a trace in its times. */
const UNSETTLED = 2000;

/** Fewer photos than these are read without showing the progress. */
const WORTH_PROGRESS = 500;

/**
 * Reads photos completely and judges them. Records are kept in the cache, so a photo is read again only when the size or
 * a time of its file has changed.
 *
 * @param folder Folder of the data set.
 * @param names Paths of the photos, relative to the folder.
 * @returns A record for each name; a photo that is missing has a fault and no checksum.
 */
export async function photoRecords(folder: string, names: readonly string[]): Promise<Map<string, PhotoRecord>> {
  const file = cachePath('photos', `${checksumOf(resolve(folder)).slice(0, 16)}.json`);
  const stored = readSealed(file) as { version: number; records: Record<string, Kept> } | undefined;
  const known = new Map(stored?.version === VERSION ? Object.entries(stored.records) : []);
  const limit = pLimit(2 * availableParallelism());
  const records = new Map<string, PhotoRecord>();
  const fresh: string[] = [];
  await Promise.all(
    [...new Set(names)].map((name) =>
      limit(async () => {
        const state = await stateOf(join(folder, name));
        const kept = known.get(name);
        if (kept && kept.state === state) records.set(name, kept);
        else fresh.push(name);
      }),
    ),
  );
  if (fresh.length === 0) return records;
  const progress = fresh.length < WORTH_PROGRESS ? undefined : showProgress('Reading photos', fresh.length, 'photos');
  await readAll(fresh, folder, progress, (name, record) => {
    records.set(name, record);
    if (record.state !== '') known.set(name, record);
    else known.delete(name);
  }).finally(() => progress?.stop());
  writeCache(file, { version: VERSION, records: Object.fromEntries(known) });
  return records;
}

async function readAll(
  names: readonly string[],
  folder: string,
  progress: Progress | undefined,
  onRecord: (name: string, record: Kept) => void,
): Promise<void> {
  const limit = pLimit(2 * availableParallelism());
  let done = 0;
  await Promise.all(
    names.map((name) =>
      limit(async () => {
        onRecord(name, await recordOf(join(folder, name)));
        progress?.update(++done);
      }),
    ),
  );
}

/** Of a photo whose header cannot be read. */
const NO_SIZES: PhotoSizes = { stored: { width: 0, height: 0 }, upright: { width: 0, height: 0 }, turned: false };

async function recordOf(photo: string): Promise<Kept> {
  const state = await stateOf(photo, Date.now());
  try {
    const content = await readFile(photo);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const fault = await photoFault(content);
    const sizes = await photoSizes(content).catch(() => NO_SIZES);
    return { sha256, ...sizes, ...(fault !== undefined && { fault }), state };
  } catch (error) {
    return { sha256: '', ...NO_SIZES, fault: photoProblem(error), state: '' };
  }
}

/**
 * What shows that a file has changed.
 *
 * @param now The time, if the file is about to be read; then the state of an unsettled file is empty.
 */
async function stateOf(file: string, now?: number): Promise<string> {
  const found = await stat(file).catch(() => null);
  if (!found) return 'missing';
  const { size, mtimeMs, ctimeMs, ino } = found;
  if (now !== undefined && now - Math.max(mtimeMs, ctimeMs) < UNSETTLED) return '';
  return [size, mtimeMs, ctimeMs, ino].join(' ');
}
