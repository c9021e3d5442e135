import { readFile } from 'node:fs/promises';
import type { Size } from '../geometry';
import { decodePhoto, photoSizes, readingPhoto } from '../photos';

/** A photo in the wild: one that belongs to no data set. All coordinates refer to the upright photo. */
export interface Photo {
  /** Path, as given. */
  readonly file: string;
  /** The file's content. */
  readonly content: Buffer;
  /** Size in pixels, after rotation by the EXIF orientation. */
  readonly size: Size;
  /**
   * Its pixels, decoded when they are first asked for and then kept, see `pixelsOf`.
   *
   * @param side Side of a square, in pixels, that the photo is scaled down to fit in; by default it keeps its size.
   * @throws DataError when the file is damaged.
   */
  pixels(side?: number): Promise<Pixels>;
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
  const { upright } = await photoSizes(content, undefined, file);
  const decoded = new Map<number | undefined, Promise<Pixels>>();
  const photo: Photo = {
    file,
    content,
    size: upright,
    pixels: (side) => decoded.get(side) ?? decoded.set(side, pixelsOf(photo, side)).get(side)!,
  };
  return photo;
}

/**
 * Decodes a photo: upright, in RGB, on white where it is transparent.
 *
 * @param photo From `openPhoto`.
 * @param side Side of a square, in pixels, that the photo is scaled down to fit in; by default it keeps its size.
 * @returns RGB values, shape [height, width, 3].
 * @throws DataError when the file is damaged.
 */
export async function pixelsOf(photo: Pick<Photo, 'file' | 'content'>, side?: number): Promise<Pixels> {
  const { data, info } = await decodePhoto(photo, (image) => {
    let flat = image.flatten({ background: 'white' }).toColorspace('srgb');
    if (side) flat = flat.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    return flat.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  });
  return { rgb: new Uint8Array(data.buffer, data.byteOffset, data.length), width: info.width, height: info.height };
}
