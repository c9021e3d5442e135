import { intersection } from '../geometry';
import type { Box, Size } from '../geometry';
import { cropOf } from '../samples/crop';
import type { CropSpec } from '../samples/crop';
import { resample } from '../samples/resample';
import type { Pixels } from './photo';

/** The image of one face in the wild, for prediction. */
export interface PhotoCrop {
  /** Gray values 0..255, shape [height, width]. */
  readonly image: Uint8Array;
  /** The part of the upright photo that the image shows; `landmarksInPhoto` converts predictions back with it. */
  readonly crop: Box;
}

/**
 * Crops one face out of a decoded photo.
 *
 * @param pixels All of the photo.
 * @param box The face's box in pixels of the photo.
 * @param crop Which part of the photo to take.
 * @param size Size of the image in pixels.
 * @returns Gray values of shape [height, width], and the part of the photo that they show.
 */
export function cropFace(pixels: Pixels, box: Box, crop: CropSpec, size: Size): PhotoCrop {
  const { width, height } = pixels;
  const part = cropOf({ box, width, height }, crop);
  const values = new Float32Array(part.width * part.height);
  const inside = intersection(part, { x: 0, y: 0, width, height });
  if (inside) copyLuma(pixels, inside, values, part);
  return { image: resample({ width: part.width, height: part.height, values }, size.width, size.height), crop: part };
}

/** Copies the luma (ITU-R BT.601) of an area of a photo to its place in a crop, whose other pixels are black. */
function copyLuma({ rgb, width }: Pixels, area: Box, values: Float32Array, crop: Box): void {
  for (let y = area.y; y < area.y + area.height; y++) {
    let from = 3 * (y * width + area.x);
    const begin = (y - crop.y) * crop.width + area.x - crop.x;
    for (let to = begin; to < begin + area.width; to++, from += 3) {
      values[to] = 0.299 * rgb[from]! + 0.587 * rgb[from + 1]! + 0.114 * rgb[from + 2]!;
    }
  }
}
