import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Size } from '../geometry';
import { readingPhoto } from '../photos';

/** A photo in the wild: one that belongs to no data set. All coordinates refer to the upright photo. */
export interface Photo {
  /** Path, as given. */
  readonly file: string;
  /** The file's content. */
  readonly content: Buffer;
  /** Size in pixels, after rotation by the EXIF orientation. */
  readonly size: Size;
}

/** The pixels of a photo, RGB in 0..255. */
export interface Pixels extends Size {
  /** Shape [height, width, 3]. */
  readonly rgb: Uint8Array;
}

/**
 * Opens a photo of any format that sharp reads: grayscale, CMYK, with transparency, 16 bits, ...
 *
 * @param file Path of the photo.
 * @returns The photo; its pixels are not decoded yet.
 * @throws DataError when the file is missing or not a photo.
 * @example const { size } = await openPhoto('me.jpg');
 */
export async function openPhoto(file: string): Promise<Photo> {
  const content = await readingPhoto(file, readFile(file));
  const { autoOrient } = await readingPhoto(file, sharp(content).metadata());
  return { file, content, size: { width: autoOrient.width, height: autoOrient.height } };
}

/**
 * Decodes a photo: upright, in RGB, on white where it is transparent.
 *
 * @param photo From `openPhoto`.
 * @param side Side of a square, in pixels, that the photo is scaled down to fit in; by default it keeps its size.
 * @returns RGB values, shape [height, width, 3].
 * @throws DataError when the file is damaged.
 */
export async function pixelsOf({ file, content }: Photo, side?: number): Promise<Pixels> {
  let image = sharp(content).autoOrient().flatten({ background: 'white' }).toColorspace('srgb');
  if (side) image = image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  const decoding = image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const { data, info } = await readingPhoto(file, decoding);
  return { rgb: Uint8Array.from(data), width: info.width, height: info.height };
}
