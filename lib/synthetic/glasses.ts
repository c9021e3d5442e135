import { turnOf } from './camera';
import type { View } from './camera';
import type { Glasses } from './identity';
import type { Layout, Side } from './layout';
import { cross, minus, unit } from './mesh';
import type { MeshBuilder } from './mesh';
import type { HeadSurface, Point3 } from './surface';

/** Adds glasses to a mesh: a rim around each eye, the bridge and the temples to the ears, all of them tubes. */
export function addGlasses(
  mesh: MeshBuilder,
  glasses: Glasses,
  layout: Layout,
  surface: HeadSurface,
  view: View,
): void {
  const eye = layout.eyes[1];
  const x = (eye.inner[0] + eye.outer[0]) / 2 + 0.02;
  const y = -0.04;
  const z = surface.at(surface.angle(x, 0.3), 0.3)[2] + 0.12;
  const bent = (px: number) => z - 0.1 * px * px;
  const turn = turnOf(view);
  const add = (path: Point3[], closed: boolean) => addTube(mesh, path.map(turn), glasses.rim, closed);
  for (const side of [-1, 1] as Side[]) {
    const rim = Array.from({ length: 40 }, (_, i): Point3 => {
      const phi = (i / 40) * 2 * Math.PI;
      const round = (v: number) => Math.sign(v) * Math.abs(v) ** (2 / glasses.boxiness);
      const px = x + glasses.width * round(Math.cos(phi));
      return [side * px, y + glasses.height * round(Math.sin(phi)), bent(px)];
    });
    add(rim, true);
    const outer = x + glasses.width;
    const temple = surface.half(0) + 0.02;
    add(
      [
        [side * outer, y + 0.12, bent(outer)],
        [side * (temple - 0.03), y + 0.12, 0.75],
        [side * temple, y + 0.06, 0],
        [side * temple, y - 0.1, -0.5],
      ],
      false,
    );
  }
  const inner = x - glasses.width;
  const bow = (px: number): Point3 => [px, y + 0.1 + 0.08 * (1 - (px / inner) ** 2), bent(inner) + 0.04];
  if (inner > 0)
    add(
      [-1, -0.5, 0, 0.5, 1].map((t) => bow(t * inner)),
      false,
    );
}

function addTube(mesh: MeshBuilder, path: readonly Point3[], radius: number, closed: boolean): void {
  const count = path.length;
  const center = (j: number) => path[closed ? (j + count) % count : Math.max(0, Math.min(count - 1, j))]!;
  const sides = 7;
  mesh.grid(
    'rim',
    sides,
    closed ? count + 1 : count,
    (i, j) => {
      const along = unit(minus(center(j + 1), center(j - 1)));
      const across = unit(cross(along, [0.13, 0.21, 0.97]));
      const third = cross(along, across);
      const phi = (i / (sides - 1)) * 2 * Math.PI;
      const [c, s, at] = [radius * Math.cos(phi), radius * Math.sin(phi), center(j)];
      const point = [0, 1, 2].map((k) => at[k]! + c * across[k]! + s * third[k]!) as unknown as Point3;
      return { point, paint: [phi, j, 1] };
    },
    (_, j) => center(j),
  );
}
