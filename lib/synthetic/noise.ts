/** A smooth random function of the plane with values in -1..1 and features of about one unit. */
export type Noise = (x: number, y: number) => number;

/** Value noise: random values on the unit grid, smoothly interpolated. */
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

/** Three octaves of value noise: clouds instead of blobs. */
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

/** 0 below `low`, 1 above `high`, smooth between; with `low > high` the other way round. */
export function step(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** A bell of height 1 at the origin. */
export function bell(x: number, y: number): number {
  const square = x * x + y * y;
  return square > 14 ? 0 : Math.exp(-square);
}

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
