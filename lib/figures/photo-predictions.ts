import { sum } from 'd3-array';
import sharp from 'sharp';
import { count, percent } from '../format';
import type { Box } from '../geometry';
import type { Figure } from './figure';
import { gallery } from './gallery';
import type { GalleryItem, GalleryOptions } from './gallery';
import { pageImage } from './images';
import { toDrawing } from './marks';

/** A photo and the faces detected in it. Coordinates are pixels of the upright photo. */
export interface PredictedPhoto {
  /** Path or content of the file. */
  readonly photo: string | Buffer;
  readonly name: string;
  readonly faces: readonly { readonly box: Box; readonly landmarks: ArrayLike<number> }[];
}

/**
 * Photos with the faces detected in them: their boxes and predicted landmarks.
 *
 * @example await photoPredictions([{ photo: 'me.jpg', name: 'me', faces: await predictPhoto('me.jpg') }])
 */
export async function photoPredictions(
  photos: readonly PredictedPhoto[],
  options: GalleryOptions = {},
): Promise<Figure> {
  const items = await Promise.all(photos.map(photoItem));
  const faces = count(
    sum(photos, (photo) => photo.faces.length),
    'face',
  );
  const caption = `${faces} detected in ${count(photos.length, 'photo')}, with the predicted landmarks.`;
  return gallery(items, caption, { width: 300, ...options });
}

async function photoItem({ photo, name, faces }: PredictedPhoto): Promise<GalleryItem> {
  const { data, info } = await sharp(photo)
    .autoOrient()
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const webp = await sharp(data, { raw: { width, height, channels } })
    .resize({ width: Math.min(width, 640) })
    .webp({ quality: 76 })
    .toBuffer();
  const image = pageImage(webp, 'webp', height / width);
  const draw = (landmarks: ArrayLike<number>) =>
    toDrawing(
      Array.from(landmarks, (value, i) => value / (i % 2 === 0 ? width : height)),
      image.height,
    );
  const found = faces.length === 0 ? 'no face detected' : count(faces.length, 'face');
  const places = faces.map(({ box }) => place(box, width, height));
  return {
    image,
    marks: {
      prediction: faces.flatMap(({ landmarks }) => draw(landmarks)),
      boxes: faces.flatMap(({ box }) => draw([box.x, box.y, box.x + box.width, box.y + box.height])),
    },
    // Landmarks of a small face in a large photo must not run into each other.
    markScale: Math.min(1, Math.max(0.15, ...faces.map(({ box }) => (1.4 * box.width) / width))),
    title: name,
    text: found,
    alt: `Photo ${name}: ${found}${places.join('')}.`,
  };
}

/** Where a face's center lies, from the left and from the top. */
function place({ x, y, width, height }: Box, whole: number, tall: number): string {
  const share = (value: number, of: number) => percent((100 * value) / of, 0);
  return `, one at ${share(x + width / 2, whole)} of the width and ${share(y + height / 2, tall)} of the height`;
}
