import sharp from 'sharp';
import type { Box } from '../landmarks/face';
import { resample, type GrayImage } from './resample';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Cuts a crop out of a photo and resizes it to gray values, 0..255, row by row. Landmarks need only be scaled with it.
 *
 * - What lies beyond the photo's edge is black, as in the cropping of HRNet's and its followers' published code.
 * - Gray is the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, as in OpenCV and Pillow.
 *
 * @param photo path or content of a file of any kind that libvips reads: gray, CMYK, alpha (put on white), 16 bits, ...
 * @param crop in whole pixels
 * @param options.photoSize the photo's size, after turning it upright if that is asked for
 * @param options.upright turn the photo as its EXIF orientation says, before the crop is applied. The data sets'
 *   landmarks are about the pixels as stored, whatever EXIF says.
 */
export async function cropAndResize(
  photo: string | Buffer,
  crop: Box,
  size: Size,
  options: { photoSize: Size; upright?: boolean },
): Promise<Uint8Array> {
  const { photoSize, upright = false } = options;
  const inside = intersection(crop, { x: 0, y: 0, width: photoSize.width, height: photoSize.height });
  if (!inside) return new Uint8Array(size.width * size.height);
  const rgb = await sharp(photo, { autoOrient: upright })
    .flatten({ background: 'white' })
    .toColorspace('srgb')
    .extract({ left: inside.x, top: inside.y, width: inside.width, height: inside.height })
    .raw()
    .toBuffer();
  return resample(onBlack(rgb, inside, crop), size.width, size.height);
}

/** A photo's size in pixels as stored. @throws Error when it cannot be read */
export async function storedSize(photo: string): Promise<Size> {
  const { width, height } = await sharp(photo).metadata();
  return { width, height };
}

/** A photo's size in pixels, with the EXIF orientation applied. @throws Error when it cannot be read */
export async function uprightSize(photo: string | Buffer): Promise<Size> {
  return (await sharp(photo).metadata()).autoOrient;
}

/** The luma of a part of a crop, in the whole crop. */
function onBlack(rgb: Buffer, part: Box, crop: Box): GrayImage {
  const { width, height } = crop;
  const values = new Float32Array(width * height);
  let from = 0;
  for (let y = part.y - crop.y; y < part.y - crop.y + part.height; y++) {
    const begin = y * width + part.x - crop.x;
    for (let to = begin; to < begin + part.width; to++, from += 3) {
      values[to] = 0.299 * rgb[from]! + 0.587 * rgb[from + 1]! + 0.114 * rgb[from + 2]!;
    }
  }
  return { width, height, values };
}

function intersection(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
