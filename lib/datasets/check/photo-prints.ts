import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import sharp from 'sharp';
import { photoProblem } from '../../photos';

/** What photos are compared by. */
export interface PhotoPrint {
  /** SHA-256 of the file's content. */
  readonly content: string;
  /** Gray values of the whole photo, shape [32, 32], with a mean of 0 and a length of 1. */
  readonly thumbnail: Float32Array;
  /** Perceptual hash: for each of 8 x 8 places whether the photo gets lighter to the right; two words of 32 bits. */
  readonly hash: readonly [number, number];
  /** The hash of the photo in the mirror. */
  readonly mirrored: readonly [number, number];
}

/** Width and height of thumbnails in pixels. */
export const THUMBNAIL = 32;

/**
 * Decodes photos wholly, and makes what they are compared by.
 *
 * @param photos Paths of the files.
 * @param onProgress Called after every photo with how many are done.
 * @returns For each photo its print, or what is wrong with it as a clause.
 */
export async function photoPrints(
  photos: readonly string[],
  onProgress?: (done: number, total: number) => void,
): Promise<(PhotoPrint | string)[]> {
  const limit = pLimit(2 * availableParallelism());
  let done = 0;
  return Promise.all(
    photos.map((photo) =>
      limit(async () => {
        const print = await printOf(photo).catch((error: unknown) => photoProblem(error));
        onProgress?.(++done, photos.length);
        return print;
      }),
    ),
  );
}

async function printOf(photo: string): Promise<PhotoPrint> {
  const file = await readFile(photo);
  const gray = await sharp(file)
    .flatten({ background: 'white' })
    .toColorspace('b-w')
    .resize(THUMBNAIL, THUMBNAIL, { fit: 'fill', kernel: 'linear' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  return {
    content: createHash('sha256').update(file).digest('hex'),
    thumbnail: normalized(gray),
    hash: differenceHash(gray, false),
    mirrored: differenceHash(gray, true),
  };
}

function normalized(gray: Uint8Array): Float32Array {
  const mean = gray.reduce((sum, value) => sum + value, 0) / gray.length;
  const centered = Float32Array.from(gray, (value) => value - mean);
  const length = Math.hypot(...centered) || 1;
  return centered.map((value) => value / length);
}

/**
 * The difference hash of a thumbnail: one bit for each of 8 rows and 8 pairs of neighbors among 9 columns.
 *
 * @see N. Krawetz, 'Kind of like that', 2013, https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html.
 */
function differenceHash(gray: Uint8Array, mirrored: boolean): [number, number] {
  const words: [number, number] = [0, 0];
  const rows = THUMBNAIL / 8;
  const value = (row: number, column: number): number => {
    const [from, to] = [Math.floor((column * THUMBNAIL) / 9), Math.floor(((column + 1) * THUMBNAIL) / 9)];
    let sum = 0;
    for (let y = row * rows; y < (row + 1) * rows; y++) {
      for (let x = from; x < to; x++) sum += gray[y * THUMBNAIL + (mirrored ? THUMBNAIL - 1 - x : x)]!;
    }
    return sum / (to - from);
  };
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      if (value(row, column + 1) > value(row, column)) words[row >> 2]! |= 1 << (8 * (row & 3) + column);
    }
  }
  return words;
}
