import type { Box, Size } from '../../../geometry';
import { resample } from '../../../samples/resample';

/** The part of a photo that the network sees: a rectangle about its center x, y, in photo pixels, turned about it. */
export interface Crop extends Box {
  /** Clockwise, in degrees. */
  readonly turn: number;
}

/** A place, in photo pixels or as fractions of a crop. */
export type Point = readonly [x: number, y: number];

/**
 * An upright crop.
 *
 * @param box Its upper left corner and size.
 * @returns The same rectangle about its center.
 */
export const cropOf = ({ x, y, width, height }: Box): Crop => ({
  x: x + width / 2,
  y: y + height / 2,
  width,
  height,
  turn: 0,
});

/**
 * A crop of another size about the same center.
 *
 * @param crop The crop.
 * @param factor How much larger the result is.
 * @returns The larger or smaller crop.
 */
export const scaled = (crop: Crop, factor: number): Crop => ({
  ...crop,
  width: crop.width * factor,
  height: crop.height * factor,
});

/**
 * A crop that is placed relative to one start as another crop is to its own: as far away, as much larger, as turned.
 *
 * @param crop The other crop.
 * @param from Its start.
 * @param to The start of the result.
 * @returns The crop near `to`.
 */
export const carriedOver = (crop: Crop, from: Crop, to: Crop): Crop => ({
  x: to.x + crop.x - from.x,
  y: to.y + crop.y - from.y,
  width: (to.width * crop.width) / from.width,
  height: (to.height * crop.height) / from.height,
  turn: crop.turn,
});

/**
 * Converts a place in a crop to one in the photo.
 *
 * @param crop The crop.
 * @param point Fractions of its width and height.
 * @returns Photo pixels.
 */
export function toPhoto(crop: Crop, [u, v]: Point): Point {
  const [dx, dy] = [(u - 0.5) * crop.width, (v - 0.5) * crop.height];
  const [cos, sin] = direction(crop);
  return [crop.x + cos * dx - sin * dy, crop.y + sin * dx + cos * dy];
}

/**
 * Converts a place in the photo to one in a crop: the inverse of `toPhoto`.
 *
 * @param crop The crop.
 * @param point Photo pixels.
 * @returns Fractions of the crop's width and height, outside 0..1 for places outside.
 */
export function toCrop(crop: Crop, [x, y]: Point): Point {
  const [dx, dy] = [x - crop.x, y - crop.y];
  const [cos, sin] = direction(crop);
  return [(cos * dx + sin * dy) / crop.width + 0.5, (cos * dy - sin * dx) / crop.height + 0.5];
}

function direction({ turn }: Crop): [cos: number, sin: number] {
  const angle = (turn * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

const canvas = document.createElement('canvas');
const context = canvas.getContext('2d', { willReadFrequently: true })!;

/**
 * What the network sees of a photo, computed as for the samples: cropped at the photo's own resolution, black beyond its
 * edge, gray by BT.601, resized by area.
 *
 * @param photo The photo.
 * @param crop The part of it.
 * @param size The network's input size.
 * @returns Gray levels 0..255, shape [height, width].
 */
export function cropGray(photo: CanvasImageSource, crop: Crop, size: Size): Uint8Array {
  const [width, height] = [Math.max(1, Math.round(crop.width)), Math.max(1, Math.round(crop.height))];
  canvas.width = width;
  canvas.height = height;
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.scale(width / crop.width, height / crop.height);
  context.rotate((-crop.turn * Math.PI) / 180);
  context.translate(-crop.x, -crop.y);
  context.drawImage(photo, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) {
    values[i] = 0.299 * data[4 * i]! + 0.587 * data[4 * i + 1]! + 0.114 * data[4 * i + 2]!;
  }
  return resample({ width, height, values }, size.width, size.height);
}
