import { cloudNoise, step, valueNoise } from './functions';
import type { Identity } from './identity';
import type { Layout } from './layout';
import { shadows } from './light';
import type { Light } from './light';
import { MATERIALS, unit } from './mesh';
import type { Mesh } from './mesh';
import { facePainter } from './paint';
import type { Paint } from './paint';
import type { Visible } from './raster';

/**
 * Colors all pixels that show a triangle.
 *
 * Diffuse light wraps around the terminator, furthest for red, as it does in skin. Highlights follow Blinn and Phong.
 * Ambient light from the sky is stronger than that from the ground.
 *
 * @param image Linear RGB of shape [height, width, 3] that holds the background; written in place.
 * @param seen What each pixel shows.
 */
export function shade(
  image: Float32Array,
  seen: Visible,
  mesh: Mesh,
  person: Identity,
  layout: Layout,
  light: Light,
): void {
  const { triangles, material, normals, paint: coordinates } = mesh;
  const lit = shadows(mesh, light);
  const paintAt = painters(person, layout, light);
  const { direction, color, ambient, softness } = light;
  const wrap = 0.06 + 0.3 * softness;
  const half = unit([direction[0], direction[1], direction[2] + 1]);
  const paint: Paint = { red: 0, green: 0, blue: 0, gloss: 0, open: 1 };
  for (let pixel = 0; pixel < seen.triangle.length; pixel++) {
    const t = seen.triangle[pixel]!;
    if (t < 0) continue;
    const a = 3 * triangles[3 * t]!;
    const b = 3 * triangles[3 * t + 1]!;
    const c = 3 * triangles[3 * t + 2]!;
    const u = seen.first[pixel]!;
    const v = seen.second[pixel]!;
    const p = blend(coordinates, a, b, c, u, v);
    const q = blend(coordinates, a + 1, b + 1, c + 1, u, v);
    paintAt[material[t]!]!(paint, p, q, blend(coordinates, a + 2, b + 2, c + 2, u, v));
    let nx = blend(normals, a, b, c, u, v);
    let ny = blend(normals, a + 1, b + 1, c + 1, u, v);
    let nz = blend(normals, a + 2, b + 2, c + 2, u, v);
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
    nx /= length;
    ny /= length;
    nz /= length;
    if (nz < 0) {
      // The inside of hair and collars.
      nx *= 0.6;
      ny *= 0.6;
      nz = 0.15;
    }
    const visible = blend(lit, a / 3, b / 3, c / 3, u, v);
    const towards = nx * direction[0] + ny * direction[1] + nz * direction[2];
    const red = wrapped(towards, wrap + 0.14) * visible;
    const green = wrapped(towards, wrap + 0.04) * visible;
    const blue = wrapped(towards, wrap) * visible;
    const highlight = power22(nx * half[0] + ny * half[1] + nz * half[2]) * paint.gloss * 0.4 * visible;
    const rim = 0.12 * paint.gloss * (1 - nz) * (1 - nz) * (1 - nz);
    const sky = (0.72 + 0.28 * ny) * paint.open;
    const i = 3 * pixel;
    image[i] = paint.red * (color[0] * red + ambient[0] * sky) + color[0] * highlight + ambient[0] * rim;
    image[i + 1] = paint.green * (color[1] * green + ambient[1] * sky) + color[1] * highlight + ambient[1] * rim;
    image[i + 2] = paint.blue * (color[2] * blue + ambient[2] * sky) + color[2] * highlight + ambient[2] * rim;
  }
}

/** The weighted mean of three values of a list. */
function blend(list: Float32Array, a: number, b: number, c: number, u: number, v: number): number {
  return u * list[a]! + v * list[b]! + (1 - u - v) * list[c]!;
}

/** Diffuse light that wraps around the terminator. */
function wrapped(towards: number, wrap: number): number {
  return towards < -wrap ? 0 : (towards + wrap) / (1 + wrap);
}

/** The 22nd power of a positive value, 0 for others; several times as fast as the operator. */
function power22(value: number): number {
  if (value <= 0) return 0;
  const square = value * value;
  const fourth = square * square;
  return fourth * fourth * fourth * fourth * fourth * square;
}

type Painter = (paint: Paint, a: number, b: number, c: number) => void;

/** The painters of all materials, in their order. */
function painters(person: Identity, layout: Layout, light: Light): Painter[] {
  const { skin, hairColor, clothes, texture } = person;
  const noise = valueNoise(texture + 5);
  const clouds = cloudNoise(texture + 6);
  const plain = (paint: Paint, color: readonly number[], by: number, gloss: number, open: number) => {
    paint.red = color[0]! * by;
    paint.green = color[1]! * by;
    paint.blue = color[2]! * by;
    paint.gloss = gloss;
    paint.open = open;
  };
  const pattern = texture % 4; // plain, knitted, striped, blotched
  const weave = [
    (s: number, y: number) => 1 + 0.06 * noise(s * 30, y * 30),
    (s: number, y: number) => 0.85 + 0.25 * Math.sin(s * 38 + 2 * Math.sin(y * 20)) * Math.sin(y * 30),
    (_: number, y: number) => (Math.sin(y * 17) > 0.2 ? 1 : 0.45),
    (s: number, y: number) => 0.8 + 0.6 * step(0, 0.25, noise(s * 4, y * 5)),
  ][pattern]!;
  const by: Record<(typeof MATERIALS)[number], Painter> = {
    skin: facePainter(person, layout, Math.sign(light.direction[0])),
    ear: (paint, a, b) => {
      const hollow = step(0.75, 0.3, Math.hypot(a + 0.15, b - 0.05)) * (0.75 + 0.25 * noise(a * 4, b * 4));
      plain(paint, skin, 0.95 - 0.4 * hollow, 0.25, 0.9 - 0.4 * hollow);
      paint.green *= 0.9;
    },
    neck: (paint, theta, y) => {
      plain(paint, skin, 0.97 + 0.07 * clouds(theta * 3, y * 2), 0.2, 0.45 + 0.5 * step(layout.chin + 0.4, -3.6, y));
    },
    clothes: (paint, s, y) => {
      const folds = 0.85 + 0.3 * clouds(s * 0.8 + y * 0.5, y * 0.7);
      plain(paint, clothes, weave(s, y) * folds, 0.05, 0.85);
    },
    hair: (paint, s, along) => {
      const strands = noise(s * 22, along * 1.6) + 0.6 * noise(s * 60, along * 3);
      const shine = 0.5 + 0.5 * clouds(s * 2, along * 1.3);
      plain(paint, hairColor, Math.max(0.25, 0.95 + 0.4 * strands), 0.3 * shine * (0.6 + 0.4 * strands), 0.75);
    },
    rim: (paint) => plain(paint, person.glasses?.color ?? skin, 1, 0.8, 1),
  };
  return MATERIALS.map((name) => by[name]);
}
