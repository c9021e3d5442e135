/**
 * An affine map of the plane, two rows of a 3x3 matrix [a, b, c, d, e, f]: x' = a x + b y + c, y' = d x + e y + f.
 *
 * Coordinates are continuous, x to the right and y down: an image's left upper corner is (0, 0).
 */
export type Affine = readonly [number, number, number, number, number, number];

export type Point = readonly [number, number];

export const identity: Affine = [1, 0, 0, 0, 1, 0];

export const translation = (x: number, y: number): Affine => [1, 0, x, 0, 1, y];

/** Makes things larger (above 1) or smaller (below 1) about a center. */
export const scaling = (x: number, y: number, center: Point): Affine => about(center, [x, 0, 0, 0, y, 0]);

/** Turns clockwise, as seen on an image, about a center. */
export function rotation(degrees: number, center: Point): Affine {
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return about(center, [cos, -sin, 0, sin, cos, 0]);
}

/** Moves rows to the left above a center and to the right below it, so that vertical lines lean by the angle. */
export const shear = (degrees: number, center: Point): Affine =>
  about(center, [1, Math.tan((degrees * Math.PI) / 180), 0, 0, 1, 0]);

/** The mirror image of an image of this width, left to right. */
export const flip = (width: number): Affine => [-1, 0, width, 0, 1, 0];

/** One map for several, the first one applied first. */
export function compose(...maps: readonly Affine[]): Affine {
  return maps.reduce<Affine>(
    ([a, b, c, d, e, f], [p, q, r, s, t, u]) => [
      p * a + q * d,
      p * b + q * e,
      p * c + q * f + r,
      s * a + t * d,
      s * b + t * e,
      s * c + t * f + u,
    ],
    identity,
  );
}

/** The map that undoes another one. @throws RangeError for a map that flattens the plane. */
export function invert([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * e - b * d;
  if (determinant === 0 || !Number.isFinite(determinant)) throw new RangeError('This affine map cannot be undone.');
  const [p, q, s, t] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return [p, q, -(p * c + q * f), s, t, -(s * c + t * f)];
}

/** Moves points x0, y0, x1, y1, ... */
export function movePoints([a, b, c, d, e, f]: Affine, points: ArrayLike<number>): Float32Array {
  const moved = new Float32Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    moved[i] = a * x + b * y + c;
    moved[i + 1] = d * x + e * y + f;
  }
  return moved;
}

const about = ([x, y]: Point, map: Affine): Affine => compose(translation(-x, -y), map, translation(x, y));
