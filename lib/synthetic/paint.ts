import { bell, cloudNoise, mix, step, valueNoise } from './functions';
import type { Color, Identity } from './identity';
import type { Layout, Side } from './layout';

/** The look of one point of a surface. One object is reused for all points, for speed. */
export interface Paint {
  red: number;
  green: number;
  blue: number;
  /** Strength of the highlights, 0..1. */
  gloss: number;
  /** How much of the ambient light reaches it, 0..1. */
  open: number;
}

/**
 * Paints a point of the skin, with brows, eyes, mouth and beard, at x and y of the face's plan; `front` is the cosine of
 * its angle, 1 in front.
 */
export type FacePainter = (paint: Paint, x: number, y: number, front: number) => void;

/**
 * Makes the painter of a face.
 *
 * @param light The side the light comes from, in -1..1, for the catchlight in the eyes.
 */
export function facePainter(person: Identity, layout: Layout, light: number): FacePainter {
  const { skin, lips, beard, age } = person;
  const blotches = cloudNoise(person.texture);
  const pores = valueNoise(person.texture + 1);
  const hairs = valueNoise(person.texture + 2);
  const { mouth, nose, brows, eyes } = layout;
  const paintEye = eyePainter(person, light);

  return (paint, x, y, front) => {
    const side: Side = x < 0 ? -1 : 1;
    const ax = Math.abs(x);
    const shade = 1 + 0.09 * blotches(x * 2.2, y * 2.2) + 0.05 * pores(x * 24, y * 24);
    const red = 0.5 * bell((ax - 0.85) / 0.45, (y + 0.62) / 0.4) + 0.5 * bell(x / 0.35, (y - nose.tip) / 0.3);
    set(paint, skin, shade);
    paint.green *= 1 - 0.16 * red;
    paint.blue *= 1 - 0.14 * red;
    paint.gloss = 0.28 + 0.2 * bell(x / 0.3, (y + 0.5) / 0.7) + 0.15 * bell(x / 0.8, (y - 0.9) / 0.4);
    paint.open = 1;
    if (front < 0.1) return;
    if (person.freckles > 0 && y < 0.2 && y > -1.1) {
      const spot = step(0.55, 0.75, pores(x * 13 + 40, y * 13)) * person.freckles * bell(x / 1.1, (y + 0.45) / 0.5);
      darken(paint, 1 - 0.4 * spot);
    }
    creases(paint, ax, y);
    // Less ambient light reaches the eye sockets, the sides of the nose, and the undersides of lips and chin.
    paint.open *=
      1 - 0.32 * bell((ax - 0.5) / 0.3, (y - 0.12) / 0.2) - 0.28 * bell(ax / 0.5, (y - nose.base + 0.06) / 0.12);
    paint.open *=
      1 - 0.3 * bell(ax / 0.42, (y - mouth.bottom(0) + 0.09) / 0.09) - 0.45 * step(0.25, 0, y - layout.chin);

    beardOn(paint, x, ax, y);
    const brow = brows[side];
    if (ax > brow.inner - 0.12 && ax < brow.outer + 0.1) {
      const t = (ax - brow.inner) / (brow.outer - brow.inner);
      const thick = brow.thickness * (0.75 + 0.6 * t * (1 - t) - 0.45 * step(0.6, 1, t));
      const depth = (brow.edge(ax) + 0.02 - y) / thick;
      const inside = step(-0.25, 0.2, depth) * step(1.3, 0.7, depth) * step(-0.08, 0.06, t) * step(1.06, 0.9, t);
      const strand = 0.5 + 0.5 * hairs((ax + 0.7 * y) * 26, (y - 0.5 * ax) * 5);
      cover(paint, person.hairColor, 0.85, Math.min(1, inside * person.brows.density * (0.55 + 0.75 * strand)));
    }
    const eye = eyes[side];
    if (ax > eye.inner[0] - 0.06 && ax < eye.outer[0] + 0.1 && Math.abs(y) < 0.45) paintEye(paint, x, ax, y, eye);
    if (Math.abs(x) < mouth.half + 0.06 && y < mouth.top(0) + 0.2 && y > mouth.bottom(0) - 0.1) mouthOn(paint, x, y);
    const nostril = bell((ax - 0.17 * person.nose.width) / 0.095, (y - nose.base - 0.04 - 0.12 * (ax - 0.15)) / 0.042);
    cover(paint, [0.02, 0.008, 0.006], 1, 0.9 * step(0.35, 0.75, nostril));
  };

  function creases(paint: Paint, ax: number, y: number): void {
    const fold = (ax - nose.wing - 0.05) / (mouth.half + 0.13 - nose.wing);
    if (fold > 0 && fold < 1.1) {
      const height = mix(nose.wingHeight, mouth.corners[1], fold);
      const deep = (0.06 + 0.22 * age) * step(0, 0.2, fold) * step(1, 0.55, fold);
      darken(paint, 1 - deep * bell((y - height) / 0.045, 0));
    }
    if (age > 0.35 && y > 0.6)
      darken(paint, 1 - 0.22 * (age - 0.35) * bell(Math.sin(y * 16 + 0.6 * ax) / 0.35, ax / 0.9));
    const bag = bell((ax - 0.66) / 0.3, (y + 0.2) / 0.07);
    darken(paint, 1 - (0.08 + 0.16 * age) * bag);
  }

  function beardOn(paint: Paint, x: number, ax: number, y: number): void {
    if (beard.chin + beard.moustache + beard.cheeks === 0 || y > -0.2) return;
    const lip = step(mouth.top(0) - 0.02, mouth.top(0) + 0.08, y) * step(nose.base - 0.02, nose.base - 0.1, y);
    const moustache = beard.moustache * lip * step(mouth.half + 0.16, mouth.half - 0.08, ax);
    const chin = beard.chin * step(mouth.bottom(0) + 0.02, mouth.bottom(0) - 0.12, y) * step(0.75, 0.45, ax);
    const around = beard.chin * bell((ax - mouth.half - 0.12) / 0.15, 0) * step(nose.base - 0.1, nose.base - 0.35, y);
    const cheeks = beard.cheeks * step(-0.55 - 0.5 * step(1.45, 0.5, ax), -0.85 - 0.65 * step(1.45, 0.5, ax), y);
    const inLips = y < mouth.top(x) && y > mouth.bottom(x) && ax < mouth.half ? 0.15 : 1;
    const amount = Math.max(moustache, chin, around, cheeks) * inLips;
    if (amount <= 0.01) return;
    const strand = 0.5 + 0.5 * hairs(ax * 30 + 5, y * 12);
    const full = step(0.4, 0.9, amount);
    cover(paint, person.hairColor, mix(1.1, 0.8 + 0.5 * strand, full), amount * mix(0.35 + 0.35 * strand, 0.93, full));
    paint.gloss *= 1 - 0.7 * amount;
  }

  function mouthOn(paint: Paint, x: number, y: number): void {
    const narrow = step(mouth.half + 0.02, mouth.half - 0.05, Math.abs(x));
    const inLips = narrow * step(-0.022, 0.022, mouth.top(x) - y) * step(-0.03, 0.03, y - mouth.bottom(x));
    if (inLips > 0) {
      const wrinkles = 1 + 0.12 * pores(x * 22, y * 3);
      cover(paint, lips, wrinkles, inLips * 0.9);
      paint.gloss = mix(paint.gloss, 0.55, inLips);
    }
    const above = mouth.innerTop(x) - y;
    const below = y - mouth.innerBottom(x);
    const seam = bell((y - (mouth.innerTop(x) + mouth.innerBottom(x)) / 2) / (0.022 + mouth.gap * 0.2), 0);
    if (Math.abs(x) < mouth.half) darken(paint, 1 - 0.72 * seam * narrow);
    if (Math.abs(x) > mouth.innerHalf || mouth.gap < 0.03 || above < 0 || below < 0) return;
    const inside = step(0, 0.025, above) * step(0, 0.025, below);
    cover(paint, [0.09, 0.022, 0.02], 0.5 + 0.4 * blotches(x * 3, y * 3), inside);
    const teethLength = Math.min(0.2, 0.11 + 0.35 * mouth.gap);
    const gaps = 1 - 0.35 * step(0.86, 1, Math.abs(Math.sin(x * 13.5 + 1.57)));
    const teeth =
      step(teethLength, teethLength - 0.03, above) * step(mouth.innerHalf, mouth.innerHalf * 0.72, Math.abs(x));
    cover(paint, [0.62, 0.56, 0.47], gaps * (1 - 0.45 * (x / mouth.innerHalf) ** 2), inside * teeth);
    paint.gloss = mix(paint.gloss, 0.5, inside * teeth);
    paint.open *= mix(1, 0.75, inside);
  }
}

type Lids = Layout['eyes'][Side];

function eyePainter(person: Identity, light: number) {
  const fibres = valueNoise(person.texture + 3);
  const lashes = person.sex === 'f' ? 1 : 0.65;
  const radius = 0.148;
  return (paint: Paint, x: number, ax: number, y: number, eye: Lids): void => {
    const upper = eye.upper(ax);
    const lower = eye.lower(ax);
    const within = ax > eye.inner[0] && ax < eye.outer[0];
    const lid = step(0.16, 0.05, y - upper) * step(-0.02, 0.05, y - upper);
    darken(paint, 1 - 0.12 * lid);
    darken(paint, 1 - 0.38 * bell((y - upper - 0.085) / 0.022, (ax - (eye.inner[0] + eye.outer[0]) / 2) / 0.3));
    const inside = within ? step(-0.012, 0.012, upper - y) * step(-0.012, 0.012, y - lower) : 0;
    if (inside > 0) {
      const corner = bell((ax - eye.inner[0]) / 0.05, 0);
      cover(paint, [mix(0.6, 0.55, corner), mix(0.56, 0.28, corner), mix(0.54, 0.24, corner)], 1, inside);
      const [dx, dy] = [x - eye.iris[0], y - eye.iris[1]];
      const r = Math.hypot(dx, dy) / radius;
      const ray = 1 + 0.35 * fibres(Math.atan2(dy, dx) * 6, r * 2);
      cover(paint, person.iris, ray * mix(1.5, 0.75, r), inside * step(1.05, 0.93, r));
      cover(paint, [0.01, 0.01, 0.01], 1, inside * Math.max(step(0.5, 0.42, r), 0.7 * bell((r - 0.98) / 0.12, 0)));
      darken(paint, 1 - inside * 0.6 * step(0.11, 0, upper - y));
      const spark = bell((dx - 0.05 * (light || 0.6)) / 0.022, (dy - 0.055) / 0.022);
      cover(paint, [1, 1, 1], 1, inside * 0.85 * spark * step(0, 0.03, upper - y));
      paint.gloss = mix(paint.gloss, 0.25, inside);
      paint.open = mix(paint.open, 0.85, inside);
    }
    const reach = step(eye.inner[0] - 0.01, eye.inner[0] + 0.08, ax) * step(eye.outer[0] + 0.07, eye.outer[0], ax);
    const line = bell((y - upper - 0.004) / (0.02 + 0.012 * lashes), 0) * reach;
    cover(paint, [0.015, 0.01, 0.009], 1, 0.85 * lashes * line);
    darken(paint, 1 - 0.3 * lashes * bell((y - lower + 0.006) / 0.016, 0) * reach);
  };
}

function set(paint: Paint, color: Color, shade: number): void {
  paint.red = color[0] * shade;
  paint.green = color[1] * shade;
  paint.blue = color[2] * shade;
}

function darken(paint: Paint, by: number): void {
  paint.red *= by;
  paint.green *= by;
  paint.blue *= by;
}

function cover(paint: Paint, color: Color, shade: number, amount: number): void {
  paint.red = mix(paint.red, color[0] * shade, amount);
  paint.green = mix(paint.green, color[1] * shade, amount);
  paint.blue = mix(paint.blue, color[2] * shade, amount);
}
