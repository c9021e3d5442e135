import type { Random } from '../random';
import { mix } from './functions';
import type { Color } from './identity';

/** Fills an image, linear RGB of shape [height, width, 3], with what is behind a face. */
export type Background = (image: Float32Array, width: number, height: number) => void;

/** The dark green, unevenly lit board behind the faces of the IMM Face Database. */
export function blackboard(random: Random): Background {
  const color: Color = [random.uniform(0.008, 0.02), random.uniform(0.03, 0.06), random.uniform(0.025, 0.06)];
  const [x, y] = [random.uniform(0, 1), random.uniform(0, 0.8)];
  return cells(8, 6, (i, j) => {
    const glow = 0.55 + 1.3 * Math.exp(-4 * ((i / 8 - x) ** 2 + (j / 6 - y) ** 2));
    return [color[0] * glow, color[1] * glow, color[2] * glow];
  });
}

/** A background in the wild, out of focus: a wall, a gradient, or blurred shapes in a few colors. */
export function wildBackground(random: Random): Background {
  const color = (): Color => {
    const bright = random.uniform() ** 2.2;
    return [bright * random.uniform(0.5, 1), bright * random.uniform(0.55, 1), bright * random.uniform(0.45, 1)];
  };
  const corners = [color(), color(), color(), color()];
  const [columns, rows] = [24, 24];
  const at: Color[] = [];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const [s, t] = [i / columns, j / rows];
      at.push(
        [0, 1, 2].map((k) =>
          mix(mix(corners[0]![k]!, corners[1]![k]!, s), mix(corners[2]![k]!, corners[3]![k]!, s), t),
        ) as unknown as Color,
      );
    }
  }
  const shapes = random.uniform() < 0.3 ? 0 : random.integer(18);
  for (let n = 0; n < shapes; n++) {
    const fill = color();
    const [x, y] = [random.integer(columns), random.integer(rows)];
    const [w, h] = [1 + random.integer(9), 1 + random.integer(14)];
    const round = random.uniform() < 0.4;
    for (let j = y; j < Math.min(rows, y + h); j++) {
      for (let i = x; i < Math.min(columns, x + w); i++) {
        if (!round || ((i - x) / w - 0.5) ** 2 + ((j - y) / h - 0.5) ** 2 < 0.25) at[j * columns + i] = fill;
      }
    }
  }
  const near = (i: number, j: number) =>
    at[Math.max(0, Math.min(rows - 1, j)) * columns + Math.max(0, Math.min(columns - 1, i))]!;
  const reach = random.integer(3);
  return cells(columns, rows, (i, j) => average(i, j, reach, near));
}

/** The mean of a cell and its neighbors, so that things are further out of focus. */
function average(i: number, j: number, reach: number, at: (i: number, j: number) => Color): Color {
  const sum = [0, 0, 0];
  const weight = 1 / (2 * reach + 1) ** 2;
  for (let y = j - reach; y <= j + reach; y++) {
    for (let x = i - reach; x <= i + reach; x++) at(x, y).forEach((value, k) => (sum[k]! += weight * value));
  }
  return [sum[0]!, sum[1]!, sum[2]!];
}

/** Colors on a grid, interpolated; coarse cells look out of focus. */
function cells(columns: number, rows: number, at: (i: number, j: number) => Color): Background {
  const grid = new Float32Array(3 * columns * rows);
  for (let k = 0; k < columns * rows; k++) grid.set(at(k % columns, Math.floor(k / columns)), 3 * k);
  const smooth = (t: number) => t * t * (3 - 2 * t);
  return (image, width, height) => {
    for (let y = 0; y < height; y++) {
      const v = ((y + 0.5) / height) * (rows - 1);
      const j = Math.min(rows - 2, Math.floor(v));
      const t = smooth(v - j);
      for (let x = 0; x < width; x++) {
        const u = ((x + 0.5) / width) * (columns - 1);
        const i = Math.min(columns - 2, Math.floor(u));
        const s = smooth(u - i);
        const a = 3 * (j * columns + i);
        const c = a + 3 * columns;
        const to = 3 * (y * width + x);
        for (let k = 0; k < 3; k++) {
          image[to + k] = mix(mix(grid[a + k]!, grid[a + k + 3]!, s), mix(grid[c + k]!, grid[c + k + 3]!, s), t);
        }
      }
    }
  };
}
