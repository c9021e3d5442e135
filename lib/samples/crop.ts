import type { Box, Face } from '../landmarks/face';

/**
 * Which part of a photo a network sees: the whole photo, or the face's box, scaled about its center by `scale` and
 * shifted by `shiftX` and `shiftY`, which are fractions of the box's width and height (positive: right, down).
 */
export type CropSpec = 'photo' | { readonly scale: number; readonly shiftX?: number; readonly shiftY?: number };

/**
 * The crop of one face in photo pixels. Its edges lie on whole pixels, so that cutting it out is exact; they may lie
 * outside the photo.
 *
 * @throws RangeError when the scale is not positive
 */
export function cropOf(face: Pick<Face, 'box' | 'width' | 'height'>, crop: CropSpec): Box {
  if (crop === 'photo') return { x: 0, y: 0, width: face.width, height: face.height };
  const { scale, shiftX = 0, shiftY = 0 } = crop;
  if (!(scale > 0)) throw new RangeError(`A crop's scale is positive, not ${scale}.`);
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

/** Landmarks in photo pixels as fractions of a crop, both x0, y0, x1, y1, ...; outside 0..1 where it cuts them off. */
export function landmarksInCrop(landmarks: Float32Array, crop: Box): Float32Array {
  return landmarks.map((v, i) => (i % 2 === 0 ? (v - crop.x) / crop.width : (v - crop.y) / crop.height));
}

/** The inverse of {@link landmarksInCrop}. */
export function landmarksInPhoto(fractions: Float32Array, crop: Box): Float32Array {
  return fractions.map((v, i) => (i % 2 === 0 ? crop.x + v * crop.width : crop.y + v * crop.height));
}
