import type { Box } from '../../../geometry';

/** The part of a photo that the network sees: a rectangle about its center x, y, in photo pixels, turned about it. */
export interface Crop extends Box {
  /** Clockwise, in degrees. */
  readonly turn: number;
}

/** A place, in photo pixels or as fractions of a crop. */
export type Point = readonly [x: number, y: number];

/**
 * Coordinates as points.
 *
 * @param numbers Coordinates x0, y0, x1, y1, ...
 * @returns One point for each pair.
 */
export const pairs = (numbers: ArrayLike<number>): Point[] =>
  Array.from({ length: Math.floor(numbers.length / 2) }, (_, i): Point => [numbers[2 * i]!, numbers[2 * i + 1]!]);

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

/**
 * The smallest upright box around a crop.
 *
 * @param crop The crop.
 * @returns Its upper left corner and size, in photo pixels.
 */
export function boundsOf(crop: Crop): Box {
  const [cos, sin] = direction(crop).map(Math.abs) as [number, number];
  const [width, height] = [cos * crop.width + sin * crop.height, sin * crop.width + cos * crop.height];
  return { x: crop.x - width / 2, y: crop.y - height / 2, width, height };
}

function direction({ turn }: Crop): [cos: number, sin: number] {
  const angle = (turn * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}
