import { max, min, sum } from 'd3-array';
import sharp from 'sharp';
import { count, percent } from '../format';
import type { Box, Size } from '../geometry';
import { openImage } from '../photos';
import { fractionsOf, squareIn } from './face-region';
import type { Figure } from './figure';
import { gallery } from './gallery';
import type { GalleryItem, GalleryOptions } from './gallery';
import { cutOut, webpImage } from './images';
import { toDrawing } from './marks';

/** A photo and the faces detected in it. Coordinates are pixels of the upright photo. */
export interface PredictedPhoto {
  /** Path or content of the file. */
  readonly photo: string | Buffer;
  readonly name: string;
  readonly faces: readonly { readonly box: Box; readonly landmarks: ArrayLike<number> }[];
}

/**
 * Photos with the faces detected in them, cropped around these: their boxes and predicted landmarks.
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
  const caption = `${faces} detected in ${count(photos.length, 'photo')}, with the predicted landmarks. Photos are cropped around the faces found.`;
  return gallery(items, caption, { size: 'large', ...options });
}

async function photoItem({ photo, name, faces }: PredictedPhoto): Promise<GalleryItem> {
  const upright = await openImage(photo, { upright: true })
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = upright.info;
  const region = regionOf(
    faces.map(({ box }) => box),
    { width, height },
  );
  const cut = cutOut(sharp(upright.data, { raw: { width, height, channels } }), { width, height }, region);
  const image = await webpImage(await cut.raw().toBuffer({ resolveWithObject: true }), 640, 76);
  const draw = (points: ArrayLike<number>) => toDrawing(fractionsOf(points, region), image.height);
  const found = faces.length === 0 ? 'no face detected' : count(faces.length, 'face');
  const places = faces.map(({ box }) => place(box, width, height));
  return {
    image,
    marks: {
      prediction: faces.flatMap(({ landmarks }) => draw(landmarks)),
      boxes: faces.flatMap(({ box }) => draw([box.x, box.y, box.x + box.width, box.y + box.height])),
    },
    title: name.replace(/\.\w+$/, ''),
    text: found,
    alt: `Photo ${name}: ${found}${places.join('')}.`,
  };
}

/** A square around all faces with a margin, inside the photo if it fits; the whole photo if there is no face. */
function regionOf(boxes: readonly Box[], { width, height }: Size): Box {
  const [left = 0, top = 0] = [min(boxes, ({ x }) => x), min(boxes, ({ y }) => y)];
  const [right = width, bottom = height] = [
    max(boxes, (box) => box.x + box.width),
    max(boxes, (box) => box.y + box.height),
  ];
  const own = Math.max(right - left, bottom - top);
  const side = boxes.length === 0 ? own : Math.max(1.2 * own, Math.min(2 * own, width, height));
  return squareIn({ width, height }, (left + right) / 2, (top + bottom) / 2, side);
}

/** Where a face's center lies, from the left and from the top. */
function place({ x, y, width, height }: Box, whole: number, tall: number): string {
  const share = (value: number, of: number) => percent((100 * value) / of, 0);
  return `, one at ${share(x + width / 2, whole)} of the width and ${share(y + height / 2, tall)} of the height`;
}
