import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FaceSet } from '../landmarks/face';
import { cachePath } from '../paths';
import type { CropSpec } from './crop';

/** Raise this when the way images are made changes, or old ones would be taken for new ones. */
const version = 2;

/** The key of a set's images: what they are made of (each photo's name, size and time) and how. */
export async function imageKey(set: FaceSet, width: number, height: number, crop: CropSpec): Promise<string> {
  const photos = await Promise.all(
    set.faces.map(async (face) => {
      const { size, mtimeMs } = await stat(face.photo);
      return [relative(set.folder, face.photo), size, mtimeMs, face.box];
    }),
  );
  return createHash('sha256').update(JSON.stringify({ version, width, height, crop, photos })).digest('hex');
}

/** The images kept under a key, or null when there are none of that length in bytes. */
export async function cachedImages(key: string, length: number): Promise<Uint8Array | null> {
  try {
    const images = await readFile(cachePath('samples', `${key}.gray`));
    return images.length === length ? new Uint8Array(images.buffer, images.byteOffset, length) : null;
  } catch {
    return null;
  }
}

/** Keeps images under a key: one file of gray values, and one of JSON that tells people what they are. */
export async function keepImages(key: string, images: Uint8Array, description: object): Promise<void> {
  const folder = cachePath('samples');
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, `${key}.json`), JSON.stringify(description, null, 2));
  await writeWhole(join(folder, `${key}.gray`), images);
}

/** Writes beside, then renames: whoever reads meanwhile, or is interrupted, finds a whole file or none. */
async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  await writeFile(beside, content);
  await rename(beside, file);
}
