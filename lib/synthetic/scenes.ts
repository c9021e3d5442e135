import type { Random } from '../random';
import { blackboard, wildBackground } from './background';
import { free, neutral, smiling } from './expression';
import type { Color, Identity } from './identity';
import type { Light } from './light';
import { unit } from './mesh';
import type { Scene } from './photo';

const DEGREES = Math.PI / 180;

/**
 * A photo in the studio of the IMM Face Database.
 *
 * @param pose One of its six poses, 1 to 6.
 */
export function studioScene(person: Identity, pose: number, random: Random): Scene {
  const turned = { 3: -1, 4: 1 }[pose] ?? 0;
  const expressions = { 2: smiling, 6: free } as Record<number, typeof neutral>;
  const yaw = (turned * random.normal(31, 5) + random.normal(0, 3)) * DEGREES;
  return {
    person,
    expression: (expressions[pose] ?? neutral)(random),
    view: {
      yaw,
      pitch: random.normal(-1, 3.5) * DEGREES,
      roll: random.normal(0, 2) * DEGREES,
      center: [320 + random.normal(0, 22) - 40 * Math.sin(yaw), 222 + random.normal(0, 18)],
      scale: random.normal(62, 2.5),
      distance: random.uniform(22, 30),
    },
    light: pose === 5 ? spotLight(random) : studioLight(random),
    background: blackboard(random),
    camera: {
      width: 640,
      height: 480,
      exposure: random.normal(0.9, 0.07),
      blur: random.uniform(0.5, 0.9),
      noise: 2.2,
      gray: false,
      quality: 88,
    },
  };
}

/**
 * A photo in the wild, as in 300-W: any light, pose, expression and camera.
 *
 * @param size Side of the square photo in pixels.
 */
export function wildScene(person: Identity, size: number, random: Random): Scene {
  const limited = (deviation: number, limit: number) =>
    Math.max(-limit, Math.min(limit, random.normal(0, deviation))) * DEGREES;
  // A face detector's box is 3.5 units wide, and these photos are about 2.2 boxes wide.
  const scale = size / (3.5 * random.uniform(2.05, 2.35));
  return {
    person,
    expression: random.uniform() < 0.4 ? smiling(random) : free(random),
    view: {
      yaw: limited(20, 52),
      pitch: limited(9, 25),
      roll: limited(9, 35),
      center: [size * (0.5 + random.normal(0, 0.02)), size * (0.4 + random.normal(0, 0.02))],
      scale,
      distance: random.uniform(11, 30),
    },
    light: anyLight(random),
    background: wildBackground(random),
    camera: {
      width: size,
      height: size,
      exposure: Math.exp(random.normal(-0.1, 0.3)),
      blur: 0.4 + 1.2 * random.uniform() ** 3,
      noise: random.uniform(0.5, 6),
      gray: random.uniform() < 0.08,
      quality: 60 + random.integer(35),
    },
  };
}

function studioLight(random: Random): Light {
  return {
    direction: unit([random.normal(0, 0.25), random.uniform(0.25, 0.6), 1]),
    color: [0.62, 0.6, 0.58],
    ambient: [0.3, 0.31, 0.33],
    softness: random.uniform(0.5, 0.9),
  };
}

/** Pose 5: a spot light from the person's left. */
function spotLight(random: Random): Light {
  return {
    direction: unit([1, random.uniform(0.1, 0.35), random.uniform(0.25, 0.6)]),
    color: [1.05, 1, 0.93],
    ambient: [0.13, 0.135, 0.14],
    softness: 0.2,
  };
}

function anyLight(random: Random): Light {
  const warmth = random.normal(0, 0.1);
  const strength = random.uniform(0.45, 1.1);
  const ambient = random.uniform(0.1, 0.45);
  const tint = (by: number, warm: number): Color => [by * (1 + warm), by, by * (1 - warm)];
  return {
    direction: unit([random.normal(0, 0.7), random.normal(0.45, 0.4), random.uniform(0.35, 1.2)]),
    color: tint(strength, warmth),
    ambient: tint(ambient, -warmth * random.uniform(-0.5, 1)),
    softness: random.uniform(0, 1),
  };
}
