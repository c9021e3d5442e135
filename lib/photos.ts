import sharp from 'sharp';
import { DataError } from './errors';
import type { Size } from './geometry';

/**
 * The size of a photo as it is stored, whatever its EXIF orientation.
 *
 * @param file Path of the photo.
 * @param remedy What to do about a bad photo, as a sentence.
 * @returns Width and height in pixels.
 * @throws DataError when the file is missing or not a photo.
 */
export async function storedSize(file: string, remedy?: string): Promise<Size> {
  const { width, height } = await readingPhoto(file, sharp(file).metadata(), remedy);
  return { width, height };
}

/**
 * The size of a photo once it is turned upright by its EXIF orientation.
 *
 * @param photo Path or content of the file.
 * @returns Width and height in pixels.
 * @throws DataError when the file is missing or not a photo.
 */
export async function uprightSize(photo: string | Buffer): Promise<Size> {
  const { width, height } = (await readingPhoto(photo, sharp(photo).metadata())).autoOrient;
  return { width, height };
}

/**
 * Waits for work on a photo and explains its failure.
 *
 * @param photo Path or content of the file; the path names it in the message.
 * @param work What reads the photo.
 * @param remedy What to do about a bad photo, as a sentence.
 * @throws DataError naming the photo, the problem and the remedy when the work fails.
 */
export async function readingPhoto<T>(photo: string | Buffer, work: Promise<T>, remedy = REMEDY): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const name = typeof photo === 'string' ? photo : 'The photo';
    throw new DataError(`${name}: ${photoProblem(error)}. ${remedy}`, { cause: error });
  }
}

/** What is wrong with a photo that sharp could not read, as a clause without its period. @param error What it threw. */
export function photoProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || message.startsWith('Input file is missing')) return 'there is no such file';
  if (code === 'EISDIR') return 'this is a folder';
  if (code === 'EACCES') return 'no permission to read it';
  return `not readable as a photo (${message.trim()})`;
}

const REMEDY = 'Give the path of an intact JPEG, PNG, WebP, TIFF or GIF file.';
