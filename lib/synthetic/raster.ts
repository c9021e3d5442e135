import type { View } from './camera';
import type { Noise } from './functions';
import { MATERIALS } from './mesh';
import type { Mesh } from './mesh';

/** What each pixel shows: its triangle (-1 for none) and the weights of the triangle's first two corners. */
export interface Visible {
  readonly width: number;
  readonly height: number;
  readonly triangle: Int32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** z in the camera's coordinates; -Infinity for no triangle. */
  readonly depth: Float32Array;
}

/**
 * Finds what each pixel shows at its center.
 *
 * @param fringe Noise over the paint coordinates that decides where thin hair is see-through.
 */
export function rasterize(mesh: Mesh, view: View, width: number, height: number, fringe: Noise): Visible {
  const { positions, triangles, material, paint } = mesh;
  const screen = new Float32Array((positions.length / 3) * 2);
  for (let i = 0, j = 0; i < positions.length; i += 3, j += 2) {
    const scale = (view.scale * view.distance) / (view.distance - positions[i + 2]!);
    screen[j] = view.center[0] + positions[i]! * scale;
    screen[j + 1] = view.center[1] - positions[i + 1]! * scale;
  }
  const triangle = new Int32Array(width * height).fill(-1);
  const first = new Float32Array(width * height);
  const second = new Float32Array(width * height);
  const depth = new Float32Array(width * height).fill(-Infinity);
  const hair = MATERIALS.indexOf('hair');
  for (let t = 0; t < material.length; t++) {
    const a = triangles[3 * t]!;
    const b = triangles[3 * t + 1]!;
    const c = triangles[3 * t + 2]!;
    const ax = screen[2 * a]!;
    const ay = screen[2 * a + 1]!;
    const bx = screen[2 * b]!;
    const by = screen[2 * b + 1]!;
    const cx = screen[2 * c]!;
    const cy = screen[2 * c + 1]!;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (Math.abs(area) < 1e-6) continue;
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const bottom = Math.min(height - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const right = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const px = x + 0.5;
        const py = y + 0.5;
        const u = ((bx - px) * (cy - py) - (cx - px) * (by - py)) / area;
        const v = ((cx - px) * (ay - py) - (ax - px) * (cy - py)) / area;
        const w = 1 - u - v;
        if (u < 0 || v < 0 || w < 0) continue;
        const z = u * positions[3 * a + 2]! + v * positions[3 * b + 2]! + w * positions[3 * c + 2]!;
        const pixel = y * width + x;
        if (z <= depth[pixel]!) continue;
        if (material[t] === hair) {
          const there = u * paint[3 * a + 2]! + v * paint[3 * b + 2]! + w * paint[3 * c + 2]!;
          if (there <= 0) continue;
          if (there < 1) {
            const s = u * paint[3 * a]! + v * paint[3 * b]! + w * paint[3 * c]!;
            const r = u * paint[3 * a + 1]! + v * paint[3 * b + 1]! + w * paint[3 * c + 1]!;
            if (there < 0.5 + 0.5 * fringe(s, r)) continue;
          }
        }
        depth[pixel] = z;
        triangle[pixel] = t;
        first[pixel] = u;
        second[pixel] = v;
      }
    }
  }
  return { width, height, triangle, first, second, depth };
}
