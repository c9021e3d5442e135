import { relative } from 'node:path';
import { photoRecords } from '../datasets/gate/photo-records';
import { checksumOf, goOnWithout, optionally, readSealed, writeInPieces, writeSealed } from '../files';
import type { Face, FaceSet } from '../landmarks/face';
import { notice } from '../notices';
import { cachePath } from '../paths';
import { badPhoto } from '../photos';
import type { CropSpec } from './crop';
import { ImageFile } from './image-file';
import { imagesInMemory } from './images';
import type { Images } from './images';

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
 * Opens cached images; their checksum is verified.
 *
 * @param key From `imageKey`.
 * @param pixels Pixels of each image: width times height.
 * @returns N images; null when none are cached, or when they are damaged, which a notice says.
 */
export async function cachedImages(key: string, pixels: number): Promise<Images | null> {
  const description = readSealed(imageFile(key, 'json')) as Description | undefined;
  const file = description && ImageFile.open(imageFile(key, 'gray'));
  if (!file) return null;
  const checksum = await file.checksum().catch(() => undefined);
  if (checksum === description.sha256) return file.images(pixels);
  notice(`${imageFile(key, 'gray')}: these cached images are damaged. They are made again.`);
  return null;
}

/** How images get into the cache. */
export interface Making {
  readonly count: number;
  /** Pixels of each image: width times height. */
  readonly pixels: number;
  /** Makes all images and stores each at its place, in any order. */
  readonly make: (store: (place: number, image: Uint8Array) => void) => Promise<void>;
  /** What the JSON file beside the images says to people. */
  readonly description: object;
}

/**
 * Makes images and caches them: one file of gray values, and one of JSON that tells what they are. They go to the disk one
 * by one, so they need not fit into the memory. A cache that cannot be written to is done without: then they have to.
 *
 * @param key From `imageKey`.
 */
export async function makeImages(key: string, { count, pixels, make, description }: Making): Promise<Images> {
  const gray = imageFile(key, 'gray');
  try {
    await writeInPieces(gray, count * pixels, (write) => make((place, image) => write(image, place * pixels)));
    const file = ImageFile.open(gray);
    if (file) {
      const sha256 = await file.checksum();
      optionally(() => writeSealed(imageFile(key, 'json'), { ...description, sha256 }));
      return file.images(pixels);
    }
  } catch (error) {
    goOnWithout(error);
  }
  const bytes = new Uint8Array(count * pixels);
  await make((place, image) => bytes.set(image, place * pixels));
  return imagesInMemory(bytes, pixels);
}

/** What to do about a set's photo that is missing or damaged, as a sentence. */
export const remedyFor = ({ remedy, folder }: Pick<FaceSet, 'remedy' | 'folder'>): string =>
  remedy ?? `Delete ${folder} to download the data set again.`;

const imageFile = (key: string, ending: string): string => cachePath('samples', `${key}.${ending}`);
