/** A smooth random function of the plane with values in -1..1 and features of about one unit. */
export type Noise = (x: number, y: number) => number;

/** Value noise: random values on the unit grid, smoothly interpolated. The same seed gives the same function. */
export function valueNoise(seed: number): Noise {
  const key = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const u = smooth(x - ix);
    const v = smooth(y - iy);
    const low = lattice(ix, iy, key) * (1 - u) + lattice(ix + 1, iy, key) * u;
    const high = lattice(ix, iy + 1, key) * (1 - u) + lattice(ix + 1, iy + 1, key) * u;
    return low * (1 - v) + high * v;
  };
}

/** Three octaves of value noise: clouds instead of blobs. The same seed gives the same function. */
export function cloudNoise(seed: number): Noise {
  const noise = valueNoise(seed);
  return (x, y) => (noise(x, y) + noise(2.03 * x + 7, 2.03 * y) / 2 + noise(4.1 * x, 4.1 * y + 3) / 4) / 1.75;
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

function lattice(x: number, y: number, key: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ key;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2147483648 - 1;
}

/** A smooth step: 0 below `low`, 1 above `high`; with `low > high`, 1 below `high` and 0 above `low`. */
export function step(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** A bell curve of height 1 at the origin, exp(-x² - y²). */
export function bell(x: number, y: number): number {
  const square = x * x + y * y;
  return square > 14 ? 0 : Math.exp(-square);
}

/** Interpolates linearly from a (t = 0) to b (t = 1). */
export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** A smooth function y(x) through control points. */
export type Curve = (x: number) => number;

/**
 * The smooth curve through control points: a cubic spline whose slope at each point is that of the line between its
 * neighbors (Catmull-Rom), constant beyond the ends.
 *
 * @param points Control points [x, y] with increasing x.
 */
export function curveThrough(points: readonly (readonly [number, number])[]): Curve {
  const last = points.length - 1;
  const x = points.map((point) => point[0]);
  const y = points.map((point) => point[1]);
  const slopes = points.map((_, i) => {
    const [before, after] = [Math.max(0, i - 1), Math.min(last, i + 1)];
    return (y[after]! - y[before]!) / (x[after]! - x[before]!);
  });
  return (at) => {
    if (at <= x[0]!) return y[0]!;
    if (at >= x[last]!) return y[last]!;
    let i = 0;
    while (x[i + 1]! < at) i++;
    const length = x[i + 1]! - x[i]!;
    const t = (at - x[i]!) / length;
    const a = slopes[i]! * length;
    const b = slopes[i + 1]! * length;
    const c = y[i + 1]! - y[i]!;
    return y[i]! + t * (a + t * (3 * c - 2 * a - b + t * (a + b - 2 * c)));
  };
}
