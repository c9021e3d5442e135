import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import sharp from 'sharp';
import type { Samples } from '../samples/dataset';
import { PICTURE_WIDTH } from './marks';

/** A picture ready to stand in a page; the same pixels have the same id, so that a page needs them only once. */
export interface Picture {
  readonly id: string;
  /** Data URI. */
  readonly uri: string;
  /** Height where its width is 200. */
  readonly height: number;
}

/** Grey pictures of one size, shape [N, height, width], 0..255: `Samples` are. */
export type GreyPictures = Pick<Samples, 'width' | 'height' | 'pictures'>;

/** One of the pictures just as the network gets it. */
export async function samplePicture({ width, height, pictures }: GreyPictures, index: number): Promise<Picture> {
  const pixels = pictures.subarray(index * width * height, (index + 1) * width * height);
  const webp = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .webp({ quality: 82, effort: 2 })
    .toBuffer();
  return picture(webp, 'webp', height / width);
}

const photoPictures = new Map<string, Promise<Picture>>();

/**
 * The same part of the photo as the sample shows, in a resolution made for people; the sample's own picture where the
 * photo is not to be had. Parts beyond the photo's edge are black.
 *
 * @param width In pixels; never more than the photo has.
 */
export function photoPicture(samples: Samples, index: number, width = 280): Promise<Picture> {
  const [face, window] = [samples.faces[index]!, samples.windows[index]!];
  if (!existsSync(face.photo)) return samplePicture(samples, index);
  const key = JSON.stringify([face.photo, window, width]);
  const known = photoPictures.get(key);
  if (known) return known;
  const made = cutPhoto(face, window, width);
  photoPictures.set(key, made);
  return made;
}

async function cutPhoto(
  { photo, width, height }: Samples['faces'][number],
  window: Samples['windows'][number],
  size: number,
): Promise<Picture> {
  const [left, top] = [Math.round(window.x), Math.round(window.y)];
  const [right, bottom] = [Math.round(window.x + window.width), Math.round(window.y + window.height)];
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
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: cut.info.width, height: cut.info.height, channels: cut.info.channels as 1 };
  const webp = await sharp(cut.data, { raw })
    .resize({ width: Math.min(size, raw.width) })
    .webp({ quality: 74, effort: 2 })
    .toBuffer();
  return picture(webp, 'webp', raw.height / raw.width);
}

/** Pixels in colour, kept sharp: PNG. `pixels` has the shape [height, width, 3]. */
export async function colourPicture(pixels: Uint8Array, width: number, height: number): Promise<Picture> {
  const png = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return picture(png, 'png', height / width);
}

export function picture(file: Buffer, format: 'webp' | 'png' | 'jpeg', aspect: number): Picture {
  const id = `pic-${createHash('sha256').update(file).digest('hex').slice(0, 12)}`;
  const height = Math.round(PICTURE_WIDTH * aspect * 100) / 100;
  return { id, uri: `data:image/${format};base64,${file.toString('base64')}`, height };
}

/** The pictures' definitions, for drawings to refer to by id. A page that holds one twice can do without the second. */
export function pictureDefinitions(pictures: readonly Picture[]): string {
  if (pictures.length === 0) return '';
  const unique = new Map(pictures.map((one) => [one.id, one]));
  const images = [...unique.values()].map(
    ({ id, uri, height }) => `<image id="${id}" width="${PICTURE_WIDTH}" height="${height}" href="${uri}"/>`,
  );
  return `<svg class="faces-defs" width="0" height="0" aria-hidden="true"><defs>${images.join('')}</defs></svg>`;
}
