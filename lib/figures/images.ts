import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { OutputInfo, Sharp } from 'sharp';
import type { Box, Size } from '../geometry';
import { html } from '../html';
import type { Html } from '../html';
import type { Face } from '../landmarks/face';
import { showsPhotos } from '../parameters/job';
import { openImage } from '../photos';
import type { Dataset } from '../samples/dataset';
import { drawingOf } from './line-drawing';
import type { LineDrawing } from './line-drawing';
import { IMAGE_WIDTH } from './marks';

/** An image ready for a page; the same image has the same id, so that a page needs it only once. */
export interface PageImage {
  readonly id: string;
  /** SVG elements of the id: the pixels, or the drawing that stands for them. */
  readonly definition: Html;
  /** Height where its width is 200. */
  readonly height: number;
}

/** What an image is made of, and what stands for it where no photo may be shown. */
export interface ImageSource {
  /** Images of a network's weights are nobody's. */
  readonly shows: 'photo' | 'weights';
  readonly drawing?: LineDrawing;
}

/** Grayscale images of one size; a `Dataset` holds such. */
export type GrayImages = Pick<Dataset, 'width' | 'height' | 'images'>;

/**
 * One of the images exactly as the network gets it.
 *
 * @param drawing Stands for it where no photo may be shown.
 */
export async function sampleImage(
  { width, height, images }: GrayImages,
  index: number,
  drawing?: LineDrawing,
): Promise<PageImage> {
  const webp = await sharp(images.read([index]), { raw: { width, height, channels: 1 } })
    .webp({ quality: 82, effort: 2 })
    .toBuffer();
  return pageImage(webp, 'webp', height / width, { shows: 'photo', drawing });
}

const photoImages = new Map<string, Promise<PageImage>>();

/**
 * Part of a photo in a resolution made for people, gray as the network sees it. Areas beyond the photo's edge are black.
 *
 * @param photo Path of the photo and its size in pixels.
 * @param region The part, in pixels of the photo.
 * @param drawing Stands for it where no photo may be shown.
 * @param width In pixels; never more than the photo has.
 */
export function photoImage(photo: Photo, region: Box, drawing?: LineDrawing, width = 280): Promise<PageImage> {
  const key = JSON.stringify([photo.photo, region, width, showsPhotos() || drawing]);
  const known = photoImages.get(key);
  if (known) return known;
  const made = cropPhoto(photo, region, width, drawing);
  photoImages.set(key, made);
  return made;
}

/** A photo's path and its size in pixels. */
type Photo = Pick<Face, 'photo' | 'width' | 'height'>;

async function cropPhoto(photo: Photo, region: Box, size: number, drawing?: LineDrawing): Promise<PageImage> {
  const cut = await cutOut(openImage(photo.photo), photo, region)
    .toColorspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return webpImage(cut, size, 74, drawing);
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
 * Raw pixels of a photo as an image for a page.
 *
 * @param raw Pixels as sharp gives them.
 * @param width In pixels; never more than the pixels have.
 * @param quality Of WebP, 1..100.
 * @param drawing Stands for them where no photo may be shown.
 */
export async function webpImage(
  { data, info }: { readonly data: Buffer; readonly info: OutputInfo },
  width: number,
  quality: number,
  drawing?: LineDrawing,
): Promise<PageImage> {
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const webp = await sharp(data, { raw })
    .resize({ width: Math.min(width, raw.width) })
    .webp({ quality, effort: 2 })
    .toBuffer();
  return pageImage(webp, 'webp', raw.height / raw.width, { shows: 'photo', drawing });
}

/**
 * Pixels in color, kept sharp: PNG.
 *
 * @param pixels Red, green, blue and, if there are four, opacity, 0..255, shape [height, width, 3 or 4].
 * @param source What they are made of.
 */
export async function colorImage(
  pixels: Uint8Array,
  width: number,
  height: number,
  source: ImageSource,
): Promise<PageImage> {
  const channels = pixels.length / width / height === 4 ? 4 : 3;
  const png = await sharp(pixels, { raw: { width, height, channels } }).png({ compressionLevel: 9 }).toBuffer();
  return pageImage(png, 'png', height / width, source);
}

/**
 * An encoded image for a page. This is the one place that decides whether pixels get into a page: where no photo may be
 * shown, a drawing takes their place.
 *
 * @param file The file's content.
 * @param format Its format.
 * @param aspect Height over width.
 * @param source What it is made of.
 */
export function pageImage(
  file: Buffer,
  format: 'webp' | 'png' | 'jpeg',
  aspect: number,
  { shows, drawing }: ImageSource,
): PageImage {
  const height = Math.round(IMAGE_WIDTH * aspect * 100) / 100;
  if (shows === 'photo' && !showsPhotos()) {
    const lines = drawingOf(height, drawing);
    const id = idOf(lines.text);
    return { id, height, definition: html`<g id="${id}">${lines}</g>` };
  }
  const id = idOf(file);
  const uri = `data:image/${format};base64,${file.toString('base64')}`;
  const size = html`width="${IMAGE_WIDTH}" height="${height}"`;
  return {
    id,
    height,
    definition: html`<image id="${id}"${shows === 'weights' && html` data-shows="weights"`} ${size} href="${uri}"/>`,
  };
}

const idOf = (content: Buffer | string): string =>
  `pic-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;

/** The images' definitions, for drawings to refer to by id. A page that holds one twice can do without the second. */
export function imageDefinitions(images: readonly PageImage[]): Html | undefined {
  if (images.length === 0) return undefined;
  const unique = new Map(images.map((one) => [one.id, one.definition]));
  return html`<svg class="faces-defs" width="0" height="0" aria-hidden="true"><defs>${[...unique.values()]}</defs></svg>`;
}
