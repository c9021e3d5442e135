import sharp, { type Sharp } from 'sharp';
import type { Box } from '../faces/face';

/**
 * Cuts a window out of a photo and resizes it to `width` x `height` grey values, 0..255, row by row.
 *
 * - What lies beyond the photo's edge is black, as in the cropping of HRNet's and its followers' published code.
 * - Grey is the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, as in OpenCV and Pillow.
 * - Shrinking averages with a triangle filter as wide as the ratio (libvips' 'linear' kernel), enlarging is bilinear.
 *   Pixels are areas, not grid points, so points need nothing but scaling (see Face).
 *
 * @param photo path or content of a file of any kind that libvips reads: grey, CMYK, alpha (put on white), 16 bits, ...
 * @param window in whole pixels
 * @param options.upright turn the photo as its EXIF orientation says, before the window is applied. The data sets'
 *   points are about the pixels as stored, whatever EXIF says.
 */
export async function cutWindow(
  photo: string | Buffer,
  window: Box,
  size: { width: number; height: number },
  options: { upright?: boolean; photoSize: { width: number; height: number } },
): Promise<Uint8Array> {
  const inside = intersection(window, { x: 0, y: 0, ...options.photoSize });
  if (!inside) return new Uint8Array(size.width * size.height);
  let image = colours(photo, options.upright ?? false).extract(region(inside));
  if (inside.width !== window.width || inside.height !== window.height) image = await onBlack(image, inside, window);
  const rgb = await image.resize({ ...size, fit: 'fill', kernel: 'linear', fastShrinkOnLoad: false }).raw().toBuffer();
  return luma(rgb);
}

/** A photo's size in pixels, with the EXIF orientation applied. @throws Error when it cannot be read */
export async function uprightSize(photo: string | Buffer): Promise<{ width: number; height: number }> {
  return (await sharp(photo).metadata()).autoOrient;
}

function colours(photo: string | Buffer, upright: boolean): Sharp {
  const image = sharp(photo, { autoOrient: upright });
  return image.flatten({ background: 'white' }).toColourspace('srgb');
}

/** Enlarges a part of a window to the whole one. Sharp extends after it resizes, hence in a step of its own. */
async function onBlack(image: Sharp, part: Box, window: Box): Promise<Sharp> {
  const left = part.x - window.x;
  const top = part.y - window.y;
  const right = window.width - part.width - left;
  const bottom = window.height - part.height - top;
  const { data, info } = await image
    .extend({ left, top, right, bottom, background: 'black' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

function luma(rgb: Buffer): Uint8Array {
  const grey = new Uint8Array(rgb.length / 3);
  for (let i = 0, j = 0; i < grey.length; i++, j += 3) {
    grey[i] = Math.round(0.299 * rgb[j]! + 0.587 * rgb[j + 1]! + 0.114 * rgb[j + 2]!);
  }
  return grey;
}

function intersection(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

const region = (box: Box) => ({ left: box.x, top: box.y, width: box.width, height: box.height });
