import type { Box, Face } from '../landmarks/face';

/**
 * Which part of a photo a network sees: the whole photo, or the face's box, scaled about its centre by `scale` and
 * shifted by `shiftX` and `shiftY`, which are fractions of the box's width and height (positive: right, down).
 */
export type Window = 'photo' | { readonly scale: number; readonly shiftX?: number; readonly shiftY?: number };

/**
 * The window of one face in photo pixels. Its edges lie on whole pixels, so that cutting it out is exact; they may lie
 * outside the photo.
 *
 * @throws RangeError when the scale is not positive
 */
export function windowOf(face: Pick<Face, 'box' | 'width' | 'height'>, window: Window): Box {
  if (window === 'photo') return { x: 0, y: 0, width: face.width, height: face.height };
  const { scale, shiftX = 0, shiftY = 0 } = window;
  if (!(scale > 0)) throw new RangeError(`A window's scale is positive, not ${scale}.`);
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

/** Points in photo pixels as fractions of a window, both x0, y0, x1, y1, ...; outside 0..1 where it cuts them off. */
export function pointsInWindow(points: Float32Array, window: Box): Float32Array {
  return points.map((v, i) => (i % 2 === 0 ? (v - window.x) / window.width : (v - window.y) / window.height));
}

/** The inverse of {@link pointsInWindow}. */
export function pointsInPhoto(fractions: Float32Array, window: Box): Float32Array {
  return fractions.map((v, i) => (i % 2 === 0 ? window.x + v * window.width : window.y + v * window.height));
}
