import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { DataError } from '../errors';
import { writeWhole } from '../files';
import type { FaceSet } from '../landmarks/face';
import { cachePath } from '../paths';
import type { CropSpec } from './crop';

/** Increase this when the way images are made changes, so that cached images are made again. */
const VERSION = 2;

/**
 * The key of a set's images: how they are made, and of which photos (name, size, modification time and box of each).
 *
 * @param width Width of the images in pixels.
 * @param height Height of the images in pixels.
 * @returns 64 hexadecimal digits.
 * @throws DataError when a photo is missing.
 */
export async function imageKey(set: FaceSet, width: number, height: number, crop: CropSpec): Promise<string> {
  const photos = await Promise.all(
    set.faces.map(async (face) => {
      const { size, mtimeMs } = await stat(face.photo).catch((error: unknown) => {
        throw new DataError(`${face.photo}: there is no such file. ${remedyFor(set)}`, { cause: error });
      });
      return [relative(set.folder, face.photo), size, mtimeMs, face.box];
    }),
  );
  return createHash('sha256')
    .update(JSON.stringify({ version: VERSION, width, height, crop, photos }))
    .digest('hex');
}

/**
 * Reads cached images.
 *
 * @param key From `imageKey`.
 * @param length Bytes expected: images times height times width.
 * @returns Gray values 0..255, shape [N, height, width]; null when none of that length are cached.
 */
export async function cachedImages(key: string, length: number): Promise<Uint8Array | null> {
  try {
    const images = await readFile(imageFile(key, 'gray'));
    return images.length === length ? new Uint8Array(images.buffer, images.byteOffset, length) : null;
  } catch {
    return null;
  }
}

/**
 * Caches images: one file of gray values, and one of JSON that tells people what they are.
 *
 * @param key From `imageKey`.
 * @param images Gray values 0..255, shape [N, height, width].
 * @param description What the JSON file says.
 */
export function cacheImages(key: string, images: Uint8Array, description: object): void {
  writeWhole(imageFile(key, 'json'), JSON.stringify(description, null, 2));
  writeWhole(imageFile(key, 'gray'), images);
}

/** What to do about a set's photo that is missing or damaged, as a sentence. */
export const remedyFor = ({ remedy, folder }: Pick<FaceSet, 'remedy' | 'folder'>): string =>
  remedy ?? `Delete ${folder} to download the data set again.`;

const imageFile = (key: string, ending: string): string => cachePath('samples', `${key}.${ending}`);
