import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { OutputInfo, Sharp } from 'sharp';
import type { Box, Size } from '../geometry';
import { html } from '../html';
import type { Html } from '../html';
import type { Face } from '../landmarks/face';
import { openImage } from '../photos';
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
 * Part of a photo in a resolution made for people, gray as the network sees it. Areas beyond the photo's edge are black.
 *
 * @param photo Path of the photo and its size in pixels.
 * @param region The part, in pixels of the photo.
 * @param width In pixels; never more than the photo has.
 */
export function photoImage(photo: Photo, region: Box, width = 280): Promise<PageImage> {
  const key = JSON.stringify([photo.photo, region, width]);
  const known = photoImages.get(key);
  if (known) return known;
  const made = cropPhoto(photo, region, width);
  photoImages.set(key, made);
  return made;
}

/** A photo's path and its size in pixels. */
type Photo = Pick<Face, 'photo' | 'width' | 'height'>;

async function cropPhoto(photo: Photo, region: Box, size: number): Promise<PageImage> {
  const cut = await cutOut(openImage(photo.photo), photo, region)
    .toColorspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return webpImage(cut, size, 74);
}

/**
 * Cuts a region out of a photo; areas beyond the photo's edge are black.
 *
 * @param photo The photo as sharp opens it.
 * @param size Its size in pixels.
 * @param region The part, in pixels of the photo.
 */
export function cutOut(photo: Sharp, { width, height }: Size, region: Box): Sharp {
  const [left, top] = [Math.round(region.x), Math.round(region.y)];
  const [right, bottom] = [Math.round(region.x + region.width), Math.round(region.y + region.height)];
  const inside = { left: Math.max(0, left), top: Math.max(0, top) };
  const part = { width: Math.min(width, right) - inside.left, height: Math.min(height, bottom) - inside.top };
  const beyond = {
    left: inside.left - left,
    top: inside.top - top,
    right: Math.max(0, right - width),
    bottom: Math.max(0, bottom - height),
  };
  return photo.extract({ ...inside, ...part }).extend({ ...beyond, background: '#000' });
}

/**
 * Raw pixels as an image for a page.
 *
 * @param raw Pixels as sharp gives them.
 * @param width In pixels; never more than the pixels have.
 * @param quality Of WebP, 1..100.
 */
export async function webpImage(
  { data, info }: { readonly data: Buffer; readonly info: OutputInfo },
  width: number,
  quality: number,
): Promise<PageImage> {
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const webp = await sharp(data, { raw })
    .resize({ width: Math.min(width, raw.width) })
    .webp({ quality, effort: 2 })
    .toBuffer();
  return pageImage(webp, 'webp', raw.height / raw.width);
}

/**
 * Pixels in color, kept sharp: PNG.
 *
 * @param pixels Red, green, blue and, if there are four, opacity, 0..255, shape [height, width, 3 or 4].
 */
export async function colorImage(pixels: Uint8Array, width: number, height: number): Promise<PageImage> {
  const channels = pixels.length / width / height === 4 ? 4 : 3;
  const png = await sharp(pixels, { raw: { width, height, channels } }).png({ compressionLevel: 9 }).toBuffer();
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
