import { step } from './functions';
import type { Color } from './identity';
import { cross, MATERIALS, unit } from './mesh';
import type { Mesh } from './mesh';
import type { Point3 } from './surface';

/** One lamp (or the sun), and ambient light. */
export interface Light {
  /** Unit vector towards the lamp, in the camera's coordinates. */
  readonly direction: Point3;
  readonly color: Color;
  readonly ambient: Color;
  /** How far light bleeds into shadow and past the terminator: 0 is a spot light, 1 an overcast sky. */
  readonly softness: number;
}

/**
 * Computes shadows from a depth map seen from the lamp, averaged over a neighborhood.
 *
 * @returns How much of the lamp each of the mesh's vertices sees, in 0..1.
 */
export function shadows(mesh: Mesh, { direction, softness }: Light): Float32Array {
  const { positions, triangles, material, paint } = mesh;
  const count = positions.length / 3;
  const right = unit(cross([0, 1, 0.001], direction));
  const up = cross(direction, right);
  const size = 200;
  // The lamp's view of the head and shoulders; everything outside it is lit.
  const scale = size / 8.4;
  const u = new Float32Array(count);
  const v = new Float32Array(count);
  const w = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [x, y, z] = [positions[3 * i]!, positions[3 * i + 1]! + 0.6, positions[3 * i + 2]!];
    u[i] = (x * right[0] + y * right[1] + z * right[2]) * scale + size / 2;
    v[i] = (x * up[0] + y * up[1] + z * up[2]) * scale + size / 2;
    w[i] = x * direction[0] + y * direction[1] + z * direction[2];
  }
  const depth = new Float32Array(size * size).fill(-Infinity);
  const hair = MATERIALS.indexOf('hair');
  for (let t = 0; t < material.length; t++) {
    const a = triangles[3 * t]!;
    const b = triangles[3 * t + 1]!;
    const c = triangles[3 * t + 2]!;
    if (material[t] === hair && paint[3 * a + 2]! < 0.5) continue;
    const nearest = Math.max(w[a]!, w[b]!, w[c]!);
    const left = Math.max(0, Math.round(Math.min(u[a]!, u[b]!, u[c]!)));
    const rightmost = Math.min(size - 1, Math.round(Math.max(u[a]!, u[b]!, u[c]!)));
    const low = Math.max(0, Math.round(Math.min(v[a]!, v[b]!, v[c]!)));
    const high = Math.min(size - 1, Math.round(Math.max(v[a]!, v[b]!, v[c]!)));
    // Triangles are about as small as the map's cells: filling their bounding boxes is close enough.
    for (let y = low; y <= high; y++) {
      for (let x = left; x <= rightmost; x++) {
        if (nearest > depth[y * size + x]!) depth[y * size + x] = nearest;
      }
    }
  }
  const reach = 1 + Math.round(2 * softness);
  const lit = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [x, y] = [Math.round(u[i]!), Math.round(v[i]!)];
    let seen = 0;
    let cells = 0;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const inside = x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size;
        const before = inside ? depth[(y + dy) * size + x + dx]! - w[i]! : 0;
        seen += step(0.26, 0.12, before);
        cells++;
      }
    }
    lit[i] = seen / cells;
  }
  return lit;
}
