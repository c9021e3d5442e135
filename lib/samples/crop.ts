import { intersection } from '../geometry';
import type { Box, Size } from '../geometry';
import type { Face } from '../landmarks/face';
import { openImage } from '../photos';
import { resample } from './resample';
import type { GrayImage } from './resample';

/**
 * The part of a photo that a network sees: the whole photo, or the face's box, scaled about its center by `scale` and
 * shifted by `shiftX` and `shiftY`, in fractions of the box's width and height (positive: right, down).
 */
export type CropSpec = 'photo' | { readonly scale: number; readonly shiftX?: number; readonly shiftY?: number };

/**
 * The crop of one face in photo pixels. Its edges lie on whole pixels, so that cropping is exact; they may lie outside
 * the photo.
 *
 * @param face The face's box and the size of its photo, in pixels.
 * @param crop Which part of the photo to take.
 * @returns The crop; at least one pixel wide and high.
 * @throws RangeError when the scale is not positive.
 */
export function cropOf(face: Pick<Face, 'box' | 'width' | 'height'>, crop: CropSpec): Box {
  if (crop === 'photo') return { x: 0, y: 0, width: face.width, height: face.height };
  const { scale, shiftX = 0, shiftY = 0 } = crop;
  if (!(scale > 0)) throw new RangeError(`A crop's scale must be positive; got ${scale}.`);
  const { box } = face;
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  return {
    x: Math.round(box.x + box.width * (0.5 + shiftX) - width / 2),
    y: Math.round(box.y + box.height * (0.5 + shiftY) - height / 2),
    width,
    height,
  };
}

/**
 * Converts landmarks from photo pixels to fractions of a crop.
 *
 * @param landmarks In photo pixels, x0, y0, x1, y1, ...
 * @param crop In photo pixels.
 * @returns Fractions of the crop's width and height in the same order; outside 0..1 for landmarks outside the crop.
 */
export function landmarksInCrop(landmarks: Float32Array, crop: Box): Float32Array {
  return landmarks.map((v, i) => (i % 2 === 0 ? (v - crop.x) / crop.width : (v - crop.y) / crop.height));
}

/** Converts landmarks from fractions of a crop back to photo pixels; the inverse of {@link landmarksInCrop}. */
export function landmarksInPhoto(fractions: Float32Array, crop: Box): Float32Array {
  return fractions.map((v, i) => (i % 2 === 0 ? crop.x + v * crop.width : crop.y + v * crop.height));
}

/**
 * Crops a photo and resizes the crop to gray values. Landmarks only need {@link landmarksInCrop}.
 *
 * - Pixels beyond the photo's edge are black, as in the published code of HRNet and its successors.
 * - Gray is the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, as in OpenCV and Pillow.
 *
 * @param photo Path or content of a file of any kind that libvips reads: gray, CMYK, transparent (put on white),
 *   16 bits, ...
 * @param crop In whole photo pixels.
 * @param size Size of the image in pixels.
 * @param options.photoSize Size of the photo in pixels, after it is turned upright if that is asked for.
 * @param options.upright Turns the photo upright by its EXIF orientation before cropping. Leave it out for data sets:
 *   their annotations refer to the pixels as stored, whatever EXIF says.
 * @returns Gray values 0..255, shape [height, width].
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
  const rgb = await openImage(photo, { upright })
    .flatten({ background: 'white' })
    .toColorspace('srgb')
    .extract({ left: inside.x, top: inside.y, width: inside.width, height: inside.height })
    .raw()
    .toBuffer();
  return resample(onBlack(rgb, inside, crop), size.width, size.height);
}

/** The luma of a part of a crop, placed in the whole crop. */
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
