import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Size } from '../geometry';

/** A photo that belongs to no data set. All coordinates are those of the photo turned upright. */
export interface Photo {
  /** Path, as given. */
  readonly file: string;
  /** The file's content. */
  readonly content: Buffer;
  /** Size in pixels, turned upright as its EXIF orientation says. */
  readonly size: Size;
}

/** A photo's pixels, RGB 0..255. */
export interface Pixels extends Size {
  /** Shape [height, width, 3]. */
  readonly rgb: Uint8Array;
}

/**
 * Opens a photo of any format that sharp reads: gray, CMYK, with transparency, 16 bits, ...
 *
 * @throws Error 'DataError' naming the file that is not there or not a photo
 */
export async function openPhoto(file: string): Promise<Photo> {
  try {
    const content = await readFile(file);
    const { autoOrient } = await sharp(content).metadata();
    return { file, content, size: { width: autoOrient.width, height: autoOrient.height } };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/**
 * The photo upright in RGB, on white where it is transparent, made smaller to fit into a square.
 *
 * @param side of the square, in pixels; the photo's own size by default
 * @throws Error 'DataError' naming the file that is damaged
 */
export async function pixelsOf({ file, content }: Photo, side?: number): Promise<Pixels> {
  try {
    let image = sharp(content).autoOrient().flatten({ background: 'white' }).toColorspace('srgb');
    if (side) image = image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return { rgb: Uint8Array.from(data), width: info.width, height: info.height };
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' ? 'there is no such file' : `not readable as a photo (${message.trim()})`;
  return Object.assign(new Error(`${file}: ${reason}.`, { cause: error }), { name: 'DataError' });
}
