import { turnOf } from './camera';
import type { View } from './camera';
import { curveThrough, bell, mix, step, valueNoise } from './functions';
import type { Identity } from './identity';
import type { MeshBuilder } from './mesh';
import type { HeadSurface, Point3 } from './surface';

/**
 * Adds the hair to a mesh: a cap over the skull, and for long hair a curtain that hangs from it. The paint coordinates
 * run across the strands and along them.
 */
export function addHair(mesh: MeshBuilder, person: Identity, surface: HeadSurface, view: View): void {
  addCap(mesh, person, surface, view);
  if (person.hair.style === 'long') addCurtain(mesh, person, surface, view);
}

function addCap(mesh: MeshBuilder, person: Identity, surface: HeadSurface, view: View): void {
  const { hair } = person;
  const turn = turnOf(view);
  const noise = valueNoise(person.texture);
  const line = hairline(person);
  const thickness = { bald: 0.05, short: 0.2, medium: 0.3, long: 0.27 }[hair.style] * hair.volume;
  const top = surface.crown;
  const angle = (i: number) => -Math.PI + (2 * Math.PI * i) / 96;
  const height = (j: number) => mix(-1.5, top, 1 - (1 - j / 44) ** 1.35);
  mesh.grid(
    'hair',
    97,
    45,
    (i, j) => {
      const [theta, y] = [angle(i), height(j)];
      const locks = noise(theta * 5 + 3, y * 2.2) * (0.35 + hair.curl) + noise(theta * 14, y * 5 + 9) * 0.6 * hair.curl;
      const edge = line(theta) + 0.09 * noise(theta * 9, 4) + hair.fringe * 0.16 * noise(theta * 16, 7);
      const above = y - edge;
      const bare = hair.style === 'bald' ? step(0.55, 0.85, y + 0.3 * noise(theta * 3, 1)) : 0;
      const full = thickness * step(-0.05, 0.4, above) * (0.5 + 0.75 * step(0.2, 1.9, y)) * (1 + 0.35 * locks);
      return {
        point: turn(surface.at(theta, y, 0.035 + Math.max(0, full))),
        paint: [theta * 3 + 0.4 * locks, y, Math.max(0, Math.min(1, 0.5 + above / 0.16)) * (1 - bare)],
      };
    },
    (_, j) => turn([0, mix(height(j), 0.3, 0.5), -0.3]),
  );
}

/** Lowest height of the hair over the angle. */
function hairline({ hair, sex, texture }: Identity): (theta: number) => number {
  const covers = hair.style === 'medium' || hair.style === 'long';
  const fringe = hair.fringe * 1;
  const temple = covers ? 0.5 : 0.35;
  const side = hair.style === 'long' ? -1.2 : hair.style === 'medium' ? -0.95 : sex === 'm' ? -0.28 : -0.1;
  const nape = covers ? -1.45 : -1.2;
  const line = curveThrough([
    [0, hair.line - fringe],
    [0.45, hair.line + 0.05 - 0.9 * fringe],
    [0.8, hair.line - 0.1 - 0.7 * fringe],
    [1.08, temple + 0.15],
    [1.25, covers ? side + 0.5 : temple - 0.2],
    [1.42, side],
    [1.58, covers ? side : 0.25],
    [1.85, covers ? side - 0.2 : -0.2],
    [2.1, nape],
    [Math.PI, nape],
  ]);
  const slant = 0.25 * fringe * ((texture % 3) - 1);
  return (theta) => {
    const back = hair.receding * 0.9 * bell((Math.abs(theta) - 0.62) / 0.28, 0);
    return line(Math.abs(theta)) + back + slant * Math.sin(theta) * step(1, 0.5, Math.abs(theta));
  };
}

function addCurtain(mesh: MeshBuilder, person: Identity, surface: HeadSurface, view: View): void {
  const { hair } = person;
  const noise = valueNoise(person.texture + 1);
  const begin = 1.2 + 0.22 * (1 - hair.volume);
  const angle = (i: number) => mix(begin, 2 * Math.PI - begin, i / 64);
  const height = (j: number) => mix(1.1, hair.end - 0.4, j / 30);
  const wide = surface.half(0.3) + 0.1 + 0.12 * hair.volume;
  const follow = (y: number) => turnOf(view, mix(0.45, 1, step(-3, -0.6, y)));
  const at = (theta: number, y: number): Point3 => {
    const wave = hair.curl * 0.12 * Math.sin(5 * y + 2 * Math.sin(theta)) + 0.07 * noise(theta * 4, y * 1.5);
    const shape = wide * (1 - 0.12 * step(-0.4, 1.1, y) + 0.08 * step(-1, -2.6, y)) + wave;
    return [shape * Math.sin(theta), y, -0.3 + (Math.cos(theta) > 0 ? 1.1 : 1.9) * Math.cos(theta) + 0.5 * wave];
  };
  mesh.grid(
    'hair',
    65,
    31,
    (i, j) => {
      const [theta, y] = [angle(i), height(j)];
      const front = (Math.min(i, 64 - i) + 2.2 * noise(i < 32 ? 3 : 11, y * 2.5)) / 4;
      const low = (y - hair.end + 0.35 * noise(theta * 6, 2)) / 0.3;
      return {
        point: follow(y)(at(theta, y)),
        paint: [theta * 3.4, y, Math.max(0, Math.min(1, front, low, (1.1 - y) / 0.3))],
      };
    },
    (_, j) => follow(height(j))([0, height(j), -0.3]),
  );
}
