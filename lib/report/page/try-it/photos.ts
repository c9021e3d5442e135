import { el } from '../../../figures/page/elements';
import type { Photo } from './scene';

/** Longest side of a reader's photo in pixels; larger ones are scaled down. */
const LONGEST = 1200;

/**
 * Opens a photo of the report.
 *
 * @param url Its data URI.
 * @returns The photo, decoded.
 */
export async function reportPhoto(url: string): Promise<Photo> {
  const image = el('img', { src: url });
  await image.decode();
  return { image, width: image.naturalWidth, height: image.naturalHeight, url };
}

const grayImages = new Map<string, Promise<Uint8Array>>();

/**
 * The pixels of a gray image, read once.
 *
 * @param url Its data URI.
 * @returns Gray levels 0..255, row by row.
 */
export function grayImage(url: string): Promise<Uint8Array> {
  let gray = grayImages.get(url);
  if (!gray) grayImages.set(url, (gray = readGray(url)));
  return gray;
}

async function readGray(url: string): Promise<Uint8Array> {
  const { image, width, height } = await reportPhoto(url);
  const context = canvasOf(width, height).getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!);
}

/**
 * Opens a photo from the reader's disk; it stays in the page.
 *
 * @param file The file.
 * @returns The photo, upright and not too large.
 * @throws Error when the browser cannot read the file as an image.
 */
export async function readersPhoto(file: File): Promise<Photo> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error(`This browser cannot read ${file.name} as an image. Try a JPEG, PNG or WebP file.`);
  }
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const image = canvasOf(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  image.getContext('2d')!.drawImage(bitmap, 0, 0, image.width, image.height);
  bitmap.close();
  return { image, width: image.width, height: image.height, url: image.toDataURL('image/jpeg', 0.9) };
}

const canvasOf = (width: number, height: number): HTMLCanvasElement =>
  el('canvas', { width: String(width), height: String(height) });
