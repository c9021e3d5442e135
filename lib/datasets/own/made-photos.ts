import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import sharp from 'sharp';
import { writeWhole } from '../../files';
import type { Size } from '../../geometry';
import { cachePath } from '../../paths';
import { openImage, photoProblem } from '../../photos';
import { UnreadablePhoto } from './photo-size';

/**
 * A copy of a photo, turned upright by its EXIF orientation, in the cache: for annotations that were made on the upright
 * photo, since the library takes pixels as they are stored.
 *
 * @returns Path of the copy.
 * @throws UnreadablePhoto when it is damaged.
 */
export async function uprightCopy(photo: string): Promise<string> {
  const { size, mtimeMs } = await stat(photo);
  const name = basename(photo, extname(photo));
  const copy = cachePath('own', `${name}-${hashOf(`${photo} ${size} ${mtimeMs}`)}.jpg`);
  if (!existsSync(copy)) {
    const jpeg = openImage(photo, { upright: true }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' });
    const content = await jpeg.toBuffer().catch((error: unknown) => {
      throw new UnreadablePhoto(photoProblem(error), { cause: error });
    });
    writeWhole(copy, content);
  }
  return copy;
}

/**
 * A photo whose gray values are in a table, as a file in the cache.
 *
 * @param gray Gray values 0..255, shape [height, width].
 * @param name Begins the file's name.
 * @returns Path of the PNG file.
 */
export async function grayPhoto(gray: Uint8Array, { width, height }: Size, name: string): Promise<string> {
  const file = cachePath('own', `${name}-${hashOf(gray)}.png`);
  if (!existsSync(file))
    writeWhole(
      file,
      await sharp(gray, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer(),
    );
  return file;
}

const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 12);
