import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { photoRecords } from '../datasets/gate/photo-records';
import { checksumOf, optionally, readSealed, writeSealed, writeWhole } from '../files';
import type { Face, FaceSet } from '../landmarks/face';
import { notice } from '../notices';
import { cachePath } from '../paths';
import { badPhoto } from '../photos';
import type { CropSpec } from './crop';

/** Increase this when the way images are made changes, so that cached images are made again. */
const VERSION = 3;

/**
 * The key of a set's images: how they are made, and of which photos (name, checksum and box of each).
 *
 * @param width Width of the images in pixels.
 * @param height Height of the images in pixels.
 * @returns 64 hexadecimal digits.
 * @throws DataError when a photo is missing.
 */
export async function imageKey(set: FaceSet, width: number, height: number, crop: CropSpec): Promise<string> {
  const nameOf = ({ photo }: Face): string => relative(set.folder, photo);
  const records = await photoRecords(set.folder, set.faces.map(nameOf));
  const photos = set.faces.map((face) => {
    const { sha256, fault } = records.get(nameOf(face))!;
    if (sha256 === '') throw badPhoto(face.photo, fault!, remedyFor(set));
    return [nameOf(face), sha256, face.box];
  });
  return checksumOf(JSON.stringify({ version: VERSION, width, height, crop, photos }));
}

/** What the JSON file beside cached images says: what they are, for people, and their checksum. */
interface Description {
  readonly sha256: string;
}

/**
 * Reads cached images.
 *
 * @param key From `imageKey`.
 * @returns Gray values 0..255, shape [N, height, width]; null when none are cached, or when they are damaged, which a
 *   notice says.
 */
export async function cachedImages(key: string): Promise<Uint8Array | null> {
  const description = readSealed(imageFile(key, 'json')) as Description | undefined;
  const images = await readFile(imageFile(key, 'gray')).catch(() => null);
  if (!images || !description) return null;
  if (checksumOf(images) === description.sha256) return new Uint8Array(images.buffer, images.byteOffset, images.length);
  notice(`${imageFile(key, 'gray')}: these cached images are damaged. They are made again.`);
  return null;
}

/**
 * Caches images: one file of gray values, and one of JSON that tells what they are. A cache that cannot be written to is
 * done without.
 *
 * @param key From `imageKey`.
 * @param images Gray values 0..255, shape [N, height, width].
 * @param description What the JSON file says to people.
 */
export function cacheImages(key: string, images: Uint8Array, description: object): void {
  optionally(() => {
    writeWhole(imageFile(key, 'gray'), images);
    writeSealed(imageFile(key, 'json'), { ...description, sha256: checksumOf(images) });
  });
}

/** What to do about a set's photo that is missing or damaged, as a sentence. */
export const remedyFor = ({ remedy, folder }: Pick<FaceSet, 'remedy' | 'folder'>): string =>
  remedy ?? `Delete ${folder} to download the data set again.`;

const imageFile = (key: string, ending: string): string => cachePath('samples', `${key}.${ending}`);
