import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import sharp from 'sharp';
import { html } from '../html';
import type { Html } from '../html';
import type { Dataset } from '../samples/dataset';
import { IMAGE_WIDTH } from './marks';

/** An image ready for a page; the same pixels have the same id, so that a page needs them only once. */
export interface PageImage {
  readonly id: string;
  /** Data URI. */
  readonly uri: string;
  /** Height where its width is 200. */
  readonly height: number;
}

/** Grayscale images of one size, shape [N, height, width], 0..255; a `Dataset` holds such. */
export type GrayImages = Pick<Dataset, 'width' | 'height' | 'images'>;

/** One of the images exactly as the network gets it. */
export async function sampleImage({ width, height, images }: GrayImages, index: number): Promise<PageImage> {
  const pixels = images.subarray(index * width * height, (index + 1) * width * height);
  const webp = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .webp({ quality: 82, effort: 2 })
    .toBuffer();
  return pageImage(webp, 'webp', height / width);
}

const photoImages = new Map<string, Promise<PageImage>>();

/**
 * The same crop of the photo as the sample shows, in a resolution made for people; the sample's own image where the
 * photo is not available. Areas beyond the photo's edge are black.
 *
 * @param width In pixels; never more than the photo has.
 */
export function photoImage(samples: Dataset, index: number, width = 280): Promise<PageImage> {
  const [face, crop] = [samples.faces[index]!, samples.crops[index]!];
  if (!existsSync(face.photo)) return sampleImage(samples, index);
  const key = JSON.stringify([face.photo, crop, width]);
  const known = photoImages.get(key);
  if (known) return known;
  const made = cropPhoto(face, crop, width);
  photoImages.set(key, made);
  return made;
}

async function cropPhoto(
  { photo, width, height }: Dataset['faces'][number],
  crop: Dataset['crops'][number],
  size: number,
): Promise<PageImage> {
  const [left, top] = [Math.round(crop.x), Math.round(crop.y)];
  const [right, bottom] = [Math.round(crop.x + crop.width), Math.round(crop.y + crop.height)];
  const inside = { left: Math.max(0, left), top: Math.max(0, top) };
  const part = { width: Math.min(width, right) - inside.left, height: Math.min(height, bottom) - inside.top };
  const beyond = {
    left: inside.left - left,
    top: inside.top - top,
    right: Math.max(0, right - width),
    bottom: Math.max(0, bottom - height),
  };
  const cut = await sharp(photo)
    .extract({ ...inside, ...part })
    .extend({ ...beyond, background: '#000' })
    .toColorspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: cut.info.width, height: cut.info.height, channels: cut.info.channels as 1 };
  const webp = await sharp(cut.data, { raw })
    .resize({ width: Math.min(size, raw.width) })
    .webp({ quality: 74, effort: 2 })
    .toBuffer();
  return pageImage(webp, 'webp', raw.height / raw.width);
}

/**
 * Pixels in color, kept sharp: PNG.
 *
 * @param pixels Red, green and blue, 0..255, shape [height, width, 3].
 */
export async function colorImage(pixels: Uint8Array, width: number, height: number): Promise<PageImage> {
  const png = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return pageImage(png, 'png', height / width);
}

/**
 * An encoded image for a page.
 *
 * @param file The file's content.
 * @param aspect Height over width.
 */
export function pageImage(file: Buffer, format: 'webp' | 'png' | 'jpeg', aspect: number): PageImage {
  const id = `pic-${createHash('sha256').update(file).digest('hex').slice(0, 12)}`;
  const height = Math.round(IMAGE_WIDTH * aspect * 100) / 100;
  return { id, uri: `data:image/${format};base64,${file.toString('base64')}`, height };
}

/** The images' definitions, for drawings to refer to by id. A page that holds one twice can do without the second. */
export function imageDefinitions(images: readonly PageImage[]): Html | undefined {
  if (images.length === 0) return undefined;
  const unique = new Map(images.map((one) => [one.id, one]));
  const definitions = [...unique.values()].map(
    ({ id, uri, height }) => html`<image id="${id}" width="${IMAGE_WIDTH}" height="${height}" href="${uri}"/>`,
  );
  return html`<svg class="faces-defs" width="0" height="0" aria-hidden="true"><defs>${definitions}</defs></svg>`;
}
