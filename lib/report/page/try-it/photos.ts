import { el } from '../../../figures/page/elements';
import type { Size } from '../../../geometry';

/** A photo to look at, from the report or from the reader. */
export interface Photo extends Size {
  /** What is shown. */
  readonly element: HTMLElement;
  /** The photo in falling resolution, the first one at its full size. */
  readonly levels: readonly Level[];
}

/** A photo at some resolution. */
interface Level {
  readonly image: CanvasImageSource;
  /** Its size as a multiple of the photo's. */
  readonly scale: number;
}

/** Longest side of a reader's photo in pixels; larger ones are scaled down, as browsers limit the size of a canvas. */
const LONGEST = 4096;

/** Longest side of what is shown. */
const LONGEST_SHOWN = 1600;

/** Longest side of the lowest resolution. */
const LONGEST_LOWEST = 400;

/**
 * Opens a photo of the report.
 *
 * @param url Its data URI.
 * @returns The photo, decoded.
 */
export async function reportPhoto(url: string): Promise<Photo> {
  const image = el('img', { src: url, alt: '' });
  await image.decode();
  return { element: image, width: image.naturalWidth, height: image.naturalHeight, levels: [{ image, scale: 1 }] };
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
  const image = el('img', { src: url });
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const context = canvasOf({ width, height }).getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!);
}

/**
 * Opens a photo of the reader's; it stays in the page.
 *
 * @param file An image file.
 * @returns The photo, upright by its EXIF orientation, on white where it is transparent.
 * @throws Error when the browser cannot read the file as an image.
 */
export async function readersPhoto(file: File): Promise<Photo> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error(`This browser cannot read ${file.name} as an image. Try a JPEG, PNG or WebP file.`);
  }
  const photo = photoOf(bitmap, bitmap);
  bitmap.close();
  return photo;
}

/**
 * A photo from an image whose pixels may change later.
 *
 * @param image The image.
 * @param size Its size in pixels.
 * @returns A copy.
 */
function photoOf(image: CanvasImageSource, { width, height }: Size): Photo {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const full = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const levels = [{ image: copy(image, full), scale: 1 }];
  for (let last = levels[0]!; longest(last.image) / 2 >= LONGEST_LOWEST; levels.push(last)) {
    const half = { width: Math.round(last.image.width / 2), height: Math.round(last.image.height / 2) };
    last = { image: copy(last.image, half), scale: half.width / full.width };
  }
  const shown = levels.find((level) => longest(level.image) <= LONGEST_SHOWN) ?? levels.at(-1)!;
  return { ...full, element: shown.image, levels };
}

const longest = ({ width, height }: Size): number => Math.max(width, height);

/** A scaled copy on white. */
function copy(image: CanvasImageSource, size: Size): HTMLCanvasElement {
  const canvas = canvasOf(size);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, size.width, size.height);
  return canvas;
}

const canvasOf = ({ width, height }: Size): HTMLCanvasElement =>
  el('canvas', { width: String(width), height: String(height) });
