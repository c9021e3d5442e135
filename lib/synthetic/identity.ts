import type { Random } from '../random';

/** Linear reflectance of red, green and blue, in 0..1. */
export type Color = readonly [number, number, number];

/**
 * What is the same in all photos of a person.
 *
 * Lengths are in units of half the distance between the outer eye corners of a mean face, measured from the midpoint
 * between them; other numbers are factors around 1 or amounts in 0..1.
 */
export interface Identity {
  readonly sex: 'm' | 'f';
  /** From 0, young, to 1, old. */
  readonly age: number;
  readonly skin: Color;
  readonly hairColor: Color;
  readonly iris: Color;
  readonly lips: Color;
  readonly clothes: Color;
  /** Height of the collar. */
  readonly collar: number;
  readonly head: { width: number; jaw: number; chin: number; height: number; depth: number; cheeks: number };
  readonly eyes: { apart: number; width: number; opening: number; tilt: number; depth: number };
  readonly brows: { height: number; thickness: number; arch: number; density: number };
  readonly nose: { length: number; width: number; height: number; bridge: number };
  readonly mouth: { width: number; upper: number; lower: number; height: number };
  readonly hair: Hair;
  /** Density of the beard, from 0, shaven, through 0.4, stubble, to 1, full. */
  readonly beard: { cheeks: number; chin: number; moustache: number };
  readonly glasses: Glasses | null;
  readonly freckles: number;
  /** Difference between the sides in brows, eyes and mouth. */
  readonly asymmetry: number;
  /** Seed of the texture of skin, hair and clothes. */
  readonly texture: number;
}

/** A hairstyle. */
export interface Hair {
  readonly style: 'bald' | 'short' | 'medium' | 'long';
  /** Height of the hairline above the eyes. */
  readonly line: number;
  /** How far it recedes at the temples. */
  readonly receding: number;
  /** How far the bangs hang over the forehead. */
  readonly fringe: number;
  readonly volume: number;
  readonly curl: number;
  /** Height of the lower end of long hair. */
  readonly end: number;
}

/** Glasses; lengths in the units of {@link Identity}. */
export interface Glasses {
  readonly width: number;
  readonly height: number;
  /** Exponent of the rim's superellipse: 2 is an ellipse, higher is boxier. */
  readonly boxiness: number;
  readonly rim: number;
  readonly color: Color;
}

const hairColors: readonly Color[] = [
  [0.012, 0.01, 0.009],
  [0.03, 0.02, 0.014],
  [0.07, 0.042, 0.025],
  [0.14, 0.085, 0.045],
  [0.32, 0.22, 0.11],
  [0.22, 0.08, 0.03],
];
const irisColors: readonly Color[] = [
  [0.05, 0.025, 0.012],
  [0.09, 0.05, 0.02],
  [0.12, 0.17, 0.22],
  [0.1, 0.14, 0.09],
];

/** A random person. Means and standard deviations follow the landmarks of the IMM Face Database and 300-W. */
export function randomIdentity(random: Random): Identity {
  const factor = (deviation: number) => Math.min(1.35, Math.max(0.65, random.normal(1, deviation)));
  const offset = (deviation: number) => Math.max(-2.2, Math.min(2.2, random.normal())) * deviation;
  const chance = (share: number) => random.uniform() < share;
  const sex = chance(0.55) ? 'm' : 'f';
  const man = sex === 'm';
  const age = random.uniform() ** 1.3;
  const tone = random.uniform() ** 1.7; // 0 pale, 1 dark
  const skin = skinColor(tone, random.uniform());
  return {
    sex,
    age,
    skin,
    hairColor: hairColor(random, tone, age),
    iris: tone > 0.4 ? random.choice(irisColors.slice(0, 2)) : random.choice(irisColors),
    lips: lipColor(skin, man ? random.uniform(0, 0.25) : random.uniform(0.1, 1)),
    clothes: clothesColor(random),
    collar: random.choice([-2.5, -2.85, -2.95, -3.05, -3.2]),
    head: {
      width: factor(0.045) * (man ? 1.01 : 0.97),
      jaw: factor(0.06) * (man ? 1.03 : 0.96),
      chin: offset(0.13) + (man ? -0.05 : 0.08),
      height: factor(0.04),
      depth: factor(0.05),
      cheeks: factor(0.3),
    },
    eyes: { apart: offset(0.035), width: factor(0.06), opening: factor(0.16), tilt: offset(0.03), depth: factor(0.25) },
    brows: {
      height: offset(0.06) + (man ? -0.02 : 0.04),
      thickness: factor(0.2) * (man ? 1.15 : 0.75),
      arch: factor(0.3),
      density: random.uniform(0.55, 1),
    },
    nose: {
      length: offset(0.08),
      width: factor(0.1) * (man ? 1.04 : 0.94),
      height: factor(0.16),
      bridge: offset(0.08),
    },
    mouth: { width: factor(0.08), upper: factor(0.22), lower: factor(0.18), height: offset(0.06) },
    hair: randomHair(random, man, age),
    beard: man ? randomBeard(random) : { cheeks: 0, chin: 0, moustache: 0 },
    glasses: chance(0.16) ? randomGlasses(random) : null,
    freckles: chance(0.2) ? random.uniform(0.3, 1) : 0,
    asymmetry: offset(0.5),
    texture: random.integer(1 << 30),
  };
}

function skinColor(tone: number, redness: number): Color {
  const light: Color = [0.66, 0.42, 0.31];
  const dark: Color = [0.1, 0.05, 0.03];
  const at = (i: 0 | 1 | 2) => light[i] ** (1 - tone) * dark[i] ** tone;
  return [at(0), at(1) * (1.06 - 0.14 * redness), at(2) * (1.08 - 0.2 * redness)];
}

function clothesColor(random: Random): Color {
  const gray = random.uniform(0.02, 0.75) ** 2;
  const tint = () => gray * Math.exp(random.normal(0, 0.35));
  return [tint(), tint(), tint()];
}

function lipColor(skin: Color, color: number): Color {
  return [skin[0] * (0.8 + 0.05 * color), skin[1] * (0.56 - 0.3 * color), skin[2] * (0.62 - 0.25 * color)];
}

function hairColor(random: Random, tone: number, age: number): Color {
  const natural = tone > 0.4 ? random.choice(hairColors.slice(0, 2)) : random.choice(hairColors);
  const gray = age > 0.6 ? random.uniform(0, 1) ** 2 : 0;
  return [0, 1, 2].map((i) => natural[i]! + (0.34 - natural[i]!) * gray) as unknown as Color;
}

function randomHair(random: Random, man: boolean, age: number): Hair {
  const style = man
    ? random.choice(['short', 'short', 'short', 'medium', age > 0.45 ? 'bald' : 'short'] as const)
    : random.choice(['long', 'long', 'medium', 'medium', 'short'] as const);
  return {
    style,
    line: random.normal(1.38, 0.1) + (man ? 0.15 * age : 0),
    receding: man ? random.uniform(0, 0.3 + 0.5 * age) : random.uniform(0, 0.12),
    fringe: random.uniform() < (man ? 0.2 : 0.35) ? random.uniform(0.2, 0.75) : 0,
    volume: random.uniform(0.5, 1.3),
    curl: random.uniform(0, 1) ** 2,
    end: random.uniform(-4.4, -2.2),
  };
}

function randomBeard(random: Random): Identity['beard'] {
  const kind = random.uniform();
  if (kind < 0.45) return { cheeks: 0, chin: 0, moustache: 0 };
  if (kind < 0.75) {
    const stubble = random.uniform(0.1, 0.45);
    return { cheeks: stubble, chin: stubble, moustache: stubble };
  }
  if (kind < 0.88) return { cheeks: 0.9, chin: 1, moustache: 0.9 };
  return { cheeks: 0, chin: random.choice([0, 0.9]), moustache: random.uniform(0.6, 1) };
}

function randomGlasses(random: Random): Glasses {
  const gray = random.uniform(0.01, 0.12);
  return {
    width: random.uniform(0.46, 0.58),
    height: random.uniform(0.3, 0.46),
    boxiness: random.uniform(2, 4.5),
    rim: random.uniform(0.018, 0.05),
    color: random.uniform() < 0.7 ? [gray, gray, gray] : [0.16, 0.09, 0.04],
  };
}
