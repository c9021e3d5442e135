import type { Size } from '../../geometry';
import type { PhotoSizes } from '../../photos';
import { WrongPhoto } from './photo-index';

/** A photo that cannot be read; the message says why, as a clause. */
export class UnreadablePhoto extends Error {}

/** What an annotation tells about the photo that it was made on. */
export interface AnnotatedPhoto {
  /** The size that it states. */
  readonly size?: Size;
  /** Its landmarks in pixels. */
  readonly points: Iterable<readonly [x: number, y: number]>;
  /** Whether programs of its format show photos as they are stored. */
  readonly stored: boolean;
}

/**
 * Whether an annotation refers to the upright photo or to the photo as it is stored, where the two differ: told by the
 * size that it states, or else by where its landmarks fit, or else by what is usual.
 *
 * @throws WrongPhoto when it states a size that the photo does not have.
 */
export function isUpright({ stored, upright, turned }: PhotoSizes, annotation: AnnotatedPhoto): boolean {
  const { size } = annotation;
  const same = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;
  if (size && !same(size, stored) && !same(size, upright)) {
    const shown = ({ width, height }: Size) => `${width} x ${height}`;
    throw new WrongPhoto(
      `its annotation states ${shown(size)} pixels, but the photo has ${shown(stored)}`,
      'Put the photo that was annotated into the folder, in its original size.',
    );
  }
  if (!turned) return false;
  if (!same(stored, upright)) {
    if (size) return same(size, upright);
    const [fitsUpright, fitsStored] = [fits(annotation.points, upright), fits(annotation.points, stored)];
    if (fitsUpright !== fitsStored) return fitsUpright;
  }
  return !annotation.stored;
}

function fits(points: Iterable<readonly [number, number]>, { width, height }: Size): boolean {
  for (const [x, y] of points) if (x < 0 || y < 0 || x > width || y > height) return false;
  return true;
}
