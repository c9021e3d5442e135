import type { Point3 } from './surface';

/** What a part of a mesh is made of. */
export type Material = 'skin' | 'ear' | 'neck' | 'clothes' | 'hair' | 'rim';
/** All materials; a mesh refers to them by their index. */
export const MATERIALS: readonly Material[] = ['skin', 'ear', 'neck', 'clothes', 'hair', 'rim'];

/** Triangles in the camera's coordinates: all parts of a scene in one mesh of V vertices and T triangles. */
export interface Mesh {
  /** Vertices and their unit normals, both of shape [V, 3]. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  /** Two paint coordinates, and an opacity in 0..1 (hair thins out at its edge), shape [V, 3]. */
  readonly paint: Float32Array;
  /** Vertex indices of the triangles, shape [T, 3], and the index of each one's material, shape [T]. */
  readonly triangles: Uint32Array;
  readonly material: Uint8Array;
}

/** Collects grids of points into one mesh. */
export class MeshBuilder {
  private readonly grids: Mesh[] = [];
  private vertices = 0;

  /**
   * Adds a grid of points, connected to squares of two triangles each, which are visible from both sides.
   *
   * @param at The point, and its paint coordinates, in column i and row j.
   * @param outward A point inside, from which the normals point away.
   */
  grid(
    material: Material,
    columns: number,
    rows: number,
    at: (i: number, j: number) => { point: Point3; paint: Point3 },
    outward: (i: number, j: number) => Point3,
  ): void {
    const positions = new Float32Array(3 * columns * rows);
    const paints = new Float32Array(3 * columns * rows);
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const { point, paint } = at(i, j);
        positions.set(point, 3 * (j * columns + i));
        paints.set(paint, 3 * (j * columns + i));
      }
    }
    const normals = gridNormals(positions, columns, rows, outward);
    const triangles = gridTriangles(this.vertices, columns, rows);
    const materialOf = new Uint8Array(triangles.length / 3).fill(MATERIALS.indexOf(material));
    this.grids.push({ positions, normals, paint: paints, triangles, material: materialOf });
    this.vertices += columns * rows;
  }

  /** All grids so far as one mesh. */
  mesh(): Mesh {
    const joined = <T extends Float32Array | Uint32Array | Uint8Array>(lists: T[], into: (length: number) => T): T => {
      const whole = into(lists.reduce((sum, list) => sum + list.length, 0));
      lists.reduce((offset, list) => (whole.set(list, offset), offset + list.length), 0);
      return whole;
    };
    const floats = (name: 'positions' | 'normals' | 'paint') =>
      joined(
        this.grids.map((grid) => grid[name]),
        (length) => new Float32Array(length),
      );
    return {
      positions: floats('positions'),
      normals: floats('normals'),
      paint: floats('paint'),
      triangles: joined(
        this.grids.map((grid) => grid.triangles),
        (length) => new Uint32Array(length),
      ),
      material: joined(
        this.grids.map((grid) => grid.material),
        (length) => new Uint8Array(length),
      ),
    };
  }
}

function gridTriangles(base: number, columns: number, rows: number): Uint32Array {
  const triangles = new Uint32Array(6 * (columns - 1) * (rows - 1));
  let k = 0;
  for (let j = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++) {
      const a = base + j * columns + i;
      const b = a + columns;
      triangles.set([a, a + 1, b, b, a + 1, b + 1], k);
      k += 6;
    }
  }
  return triangles;
}

function gridNormals(
  positions: Float32Array,
  columns: number,
  rows: number,
  outward: (i: number, j: number) => Point3,
): Float32Array {
  const normals = new Float32Array(positions.length);
  const point = (i: number, j: number): Point3 => {
    const k = 3 * (Math.max(0, Math.min(rows - 1, j)) * columns + Math.max(0, Math.min(columns - 1, i)));
    return [positions[k]!, positions[k + 1]!, positions[k + 2]!];
  };
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const normal = unit(cross(minus(point(i + 1, j), point(i - 1, j)), minus(point(i, j + 1), point(i, j - 1))));
      const sign = dot(normal, minus(point(i, j), outward(i, j))) < 0 ? -1 : 1;
      for (let k = 0; k < 3; k++) normals[3 * (j * columns + i) + k] = sign * normal[k]!;
    }
  }
  return normals;
}

/** The difference of two vectors. */
export const minus = (a: Point3, b: Point3): Point3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Point3, b: Point3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
/** The cross product of two vectors. */
export const cross = (a: Point3, b: Point3): Point3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
/** The unit vector of the same direction; the null vector for itself. */
export const unit = (a: Point3): Point3 => {
  const length = Math.hypot(a[0], a[1], a[2]) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
};
