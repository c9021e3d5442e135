/**
 * An affine map of the plane, as the first two rows of a 3x3 matrix [a, b, c, d, e, f]:
 * x' = a x + b y + c, y' = d x + e y + f.
 *
 * Coordinates are continuous, in pixels, x to the right and y down: an image's upper left corner is (0, 0).
 */
export type Affine = readonly [number, number, number, number, number, number];

/** A point of the plane: x and y. */
export type Point = readonly [number, number];

/** Leaves every point where it is. */
export const identity: Affine = [1, 0, 0, 0, 1, 0];

/** Translates to the right and down, in pixels. */
export const translation = (x: number, y: number): Affine => [1, 0, x, 0, 1, y];

/** Scales about a center; factors above 1 magnify. */
export const scaling = (x: number, y: number, center: Point): Affine => about(center, [x, 0, 0, 0, y, 0]);

/** Rotates about a center, clockwise as seen in an image, in degrees. */
export function rotation(degrees: number, center: Point): Affine {
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return about(center, [cos, -sin, 0, sin, cos, 0]);
}

/** Mirrors an image of this width left to right. */
export const flip = (width: number): Affine => [-1, 0, width, 0, 1, 0];

/** Composes maps into one; the first is applied first. */
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

/**
 * The inverse of a map.
 *
 * @throws RangeError for a singular map.
 */
export function invert([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * e - b * d;
  if (determinant === 0 || !Number.isFinite(determinant)) {
    throw new RangeError(`Cannot invert an affine map with the determinant ${determinant}.`);
  }
  const [p, q, s, t] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return [p, q, -(p * c + q * f), s, t, -(s * c + t * f)];
}

/**
 * Applies a map to points.
 *
 * @param points Coordinates x0, y0, x1, y1, ...
 * @returns The same layout.
 */
export function mapPoints([a, b, c, d, e, f]: Affine, points: ArrayLike<number>): Float32Array {
  const mapped = new Float32Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    mapped[i] = a * x + b * y + c;
    mapped[i + 1] = d * x + e * y + f;
  }
  return mapped;
}

const about = ([x, y]: Point, map: Affine): Affine => compose(translation(-x, -y), map, translation(x, y));
