import type { Size } from '../geometry';

/** A photo whose largest face is smaller than this fraction of its longest side may have more small ones. */
const SMALL = 0.12;

/** A square part of a photo about its center x, y, in pixels of the upright photo. */
export interface PhotoPart {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Side of the parts in which small faces are looked for, as a fraction of the photo's longest side. */
export const PART_SIDE = 0.6;

/** Places of their centers, as fractions of the longest side: parts overlap. */
const CENTERS = [0.3, 0.7];

/**
 * Whether a photo may have small faces that a look at the whole of it does not show.
 *
 * @param photo Its size in pixels.
 * @param faces Those that were found.
 */
export const mayHaveSmallFaces = (photo: Size, faces: readonly Pick<Size, 'width'>[]): boolean =>
  faces.every(({ width }) => width < SMALL * longestSide(photo));

/**
 * The parts of a photo in which to look for small faces.
 *
 * @param photo Its size in pixels, upright.
 * @returns Those of the four parts that lie in the photo.
 */
export function overlappingParts(photo: Size): PhotoPart[] {
  const longest = longestSide(photo);
  const side = PART_SIDE * longest;
  const places = CENTERS.flatMap((y) => CENTERS.map((x) => ({ x: x * longest, y: y * longest })));
  const inside = places.filter(({ x, y }) => x - side / 2 < photo.width && y - side / 2 < photo.height);
  return inside.map((place) => ({ ...place, side }));
}

const longestSide = ({ width, height }: Size): number => Math.max(width, height);
