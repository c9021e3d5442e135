import { turnOf } from './camera';
import type { View } from './camera';
import { curveThrough, mix, step } from './functions';
import type { Identity } from './identity';
import type { Layout } from './layout';
import type { MeshBuilder } from './mesh';
import type { HeadSurface, Point3 } from './surface';

/** Adds the head without its hair to a mesh. The paint coordinates are x, y and the cosine of the angle. */
export function addHead(mesh: MeshBuilder, surface: HeadSurface, view: View): void {
  const turn = turnOf(view);
  const angles = [...evenly(-Math.PI, -1.75, 8), ...evenly(-1.75, -0.8, 20), ...evenly(-0.8, 0.8, 72)];
  const thetas = [...angles, ...evenly(0.8, 1.75, 20), ...evenly(1.75, Math.PI, 8), Math.PI];
  const { chin, crown } = surface;
  const ends = evenly(0, 1, 8).map((t) => 0.12 * t * t);
  const heights = [
    ...ends.map((d) => chin + d),
    ...evenly(chin + 0.12, 0.62, Math.ceil((0.5 - chin) / 0.036)),
    ...evenly(0.62, crown - 0.12, 26),
    ...ends.reverse().map((d) => crown - d),
  ];
  mesh.grid(
    'skin',
    thetas.length,
    heights.length,
    (i, j) => {
      const [theta, y] = [thetas[i]!, heights[j]!];
      return {
        point: turn(surface.at(theta, y)),
        paint: [surface.half(y) * Math.sin(theta), y, Math.cos(theta)],
      };
    },
    (_, j) => turn([0, mix(heights[j]!, -0.2, 0.35), -0.1]),
  );
}

/**
 * Adds both ears to a mesh: flat ovals that stand off the head, with a raised rim. The paint coordinates are those of
 * their own plane, in -1..1.
 */
export function addEars(mesh: MeshBuilder, surface: HeadSurface, view: View): void {
  const turn = turnOf(view);
  for (const side of [-1, 1]) {
    const root: Point3 = [side * (surface.half(-0.4) - 0.03), -0.42, -0.28];
    const [up, out] = [
      [side * 0.1, 0.97, -0.16],
      [side * 0.5, 0.1, -0.86],
    ] as const;
    const normal: Point3 = [side * 0.86, -0.05, 0.5];
    const at = (rho: number, phi: number): Point3 => {
      const narrow = 1 - 0.28 * step(0, -1, Math.sin(phi));
      const [a, b] = [0.54 * rho * Math.sin(phi), 0.3 * (rho * Math.cos(phi) * narrow + 0.8)];
      const rim = 0.08 * Math.exp(-(((rho - 0.84) / 0.15) ** 2)) - 0.05 * (1 - rho);
      return [0, 1, 2].map((k) => root[k]! + a * up[k]! + b * out[k]! + rim * normal[k]!) as unknown as Point3;
    };
    mesh.grid(
      'ear',
      25,
      9,
      (i, j) => {
        const [rho, phi] = [j / 8, (i / 24) * 2 * Math.PI];
        return { point: turn(at(rho, phi)), paint: [rho * Math.cos(phi), rho * Math.sin(phi), rho] };
      },
      () => turn([root[0] - side * 0.6, root[1], root[2] - 0.4]),
    );
  }
}

/** Adds neck and clothed shoulders, which follow the head's turn in part. The paint coordinates are angle and height. */
export function addBody(mesh: MeshBuilder, person: Identity, layout: Layout, view: View): void {
  const thick = (person.sex === 'm' ? 1.12 : 0.97) * person.head.width;
  const neckHalf = curveThrough([
    [-4.2, 1.12 * thick],
    [-3.4, 1.1 * thick],
    [-2.6, 1.06 * thick],
    [-1, 1.1 * thick],
  ]);
  const ring = (half: number, depth: number, z: number, theta: number, y: number): Point3 => [
    half * Math.sin(theta),
    y,
    z + depth * Math.cos(theta),
  ];
  const around = (i: number, columns: number) => -Math.PI + (2 * Math.PI * i) / (columns - 1);
  const follow = (y: number) => turnOf(view, mix(0.3, 0.9, step(-3.6, -1.4, y)));
  const neckHeight = (j: number) => mix(person.collar - 0.5, layout.chin + 0.9, j / 23);
  mesh.grid(
    'neck',
    49,
    24,
    (i, j) => {
      const [theta, y] = [around(i, 49), neckHeight(j)];
      return { point: follow(y)(ring(neckHalf(y), 0.92 * neckHalf(y), -0.42, theta, y)), paint: [theta, y, 1] };
    },
    (_, j) => follow(neckHeight(j))([0, neckHeight(j), -0.42]),
  );

  const { collar } = person;
  const body = curveThrough([
    [-9, 4.6],
    [-5.4, 4.3],
    [-4.4, 3.95],
    [-3.9, 3.45],
    [-3.5, 2.4],
    [-3.25, 1.55],
    [-2.95, 1.22],
    [-2.4, 1.14],
  ]);
  const deep = curveThrough([
    [-9, 2.1],
    [-5.4, 1.85],
    [-4, 1.5],
    [-3.4, 1.2],
    [-3, 1.05],
    [-2.4, 1.02],
  ]);
  const clothHeight = (theta: number, j: number) =>
    mix(collar - 0.28 * Math.max(0, Math.cos(theta)), -9, (j / 31) ** 1.6);
  mesh.grid(
    'clothes',
    65,
    32,
    (i, j) => {
      const theta = around(i, 65);
      const y = clothHeight(theta, j);
      const widen = 1 + 0.08 * step(0.12, 0, j / 31);
      const half = (0.25 + 0.75 * thick) * body(y) * widen;
      return { point: follow(y)(ring(half, deep(y) * thick * widen, -0.42, theta, y)), paint: [theta * 2.5, y, 1] };
    },
    (i, j) => follow(clothHeight(around(i, 65), j))([0, clothHeight(around(i, 65), j) - 0.8, -0.42]),
  );
}

/** `count` evenly spaced values from `from` to `to`, without `to` itself. */
function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => mix(from, to, i / count));
}
