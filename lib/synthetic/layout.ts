import type { Expression } from './expression';
import { curveThrough, mix } from './functions';
import type { Curve } from './functions';
import type { Identity } from './identity';

/**
 * The plan of a face seen from the front. The head is shaped, painted and annotated by it, so that all three agree.
 *
 * x points to the person's left (right in the image), y up, both from the midpoint between the outer eye corners in
 * units of half their distance on a mean face. Curves are functions of x; the two sides differ a little.
 */
export interface Layout {
  readonly eyes: Record<Side, Eye>;
  /** Upper edge of the brow as a function of |x|, from its inner to its outer end. */
  readonly brows: Record<Side, { inner: number; outer: number; edge: Curve; thickness: number }>;
  readonly nose: { root: number; tip: number; base: number; wing: number; wingHeight: number };
  readonly mouth: Mouth;
  /** Lowest point of the chin. */
  readonly chin: number;
}

/** The person's sides: -1 is the right one, left in the image. */
export type Side = -1 | 1;

/** The opening of an eye; corners and curves as functions of |x|. */
export interface Eye {
  readonly inner: readonly [number, number];
  readonly outer: readonly [number, number];
  readonly upper: Curve;
  readonly lower: Curve;
  /** Center of the iris; x has its sign. */
  readonly iris: readonly [number, number];
}

/** A mouth. */
export interface Mouth {
  /** Half of the outer and of the inner width of the lips. */
  readonly half: number;
  readonly innerHalf: number;
  /** Outer edges of the lips and the edges of the opening, as functions of x. */
  readonly top: Curve;
  readonly innerTop: Curve;
  readonly innerBottom: Curve;
  readonly bottom: Curve;
  /** Heights of the middle of the seam and of the corners. */
  readonly middle: number;
  readonly corners: Record<Side, number>;
  /** Height of the opening. */
  readonly gap: number;
}

/** The plan of a person's face with an expression. */
export function layoutOf(person: Identity, expression: Expression): Layout {
  const drop = 0.5 * Math.max(0, expression.open);
  const base = -1.04 + person.nose.length;
  return {
    eyes: { [-1]: eye(person, expression, -1), [1]: eye(person, expression, 1) },
    brows: { [-1]: brow(person, expression, -1), [1]: brow(person, expression, 1) },
    nose: {
      root: 0.02 + 0.2 * person.nose.length,
      tip: -0.79 + 0.85 * person.nose.length,
      base,
      wing: 0.37 * person.nose.width * (1 + 0.08 * expression.smile),
      wingHeight: base + 0.16,
    },
    mouth: mouth(person, expression, base, drop),
    chin: -2.6 + person.head.chin - drop,
  };
}

function eye(person: Identity, { eyes: open, gaze, smile }: Expression, side: Side): Eye {
  const { apart, width, opening, tilt } = person.eyes;
  const half = 0.305 * width;
  const center = 0.695 + apart;
  const inner = [center - half, -0.03] as const;
  const outer = [center + half, tilt] as const;
  const line = (t: number) => mix(inner[1], outer[1], t);
  const up = 0.185 * opening * open * (1 + 0.06 * side * person.asymmetry);
  const down = 0.075 * opening * mix(0.55, 1, Math.min(1, open)) - 0.035 * Math.max(0, smile);
  const over = (ts: readonly [number, number][], height: number) =>
    curveThrough(ts.map(([t, h]) => [mix(inner[0], outer[0], t), line(t) + h * height]));
  return {
    inner,
    outer,
    upper: over(
      [
        [0, 0],
        [0.12, 0.5],
        [0.32, 0.88],
        [0.52, 1],
        [0.75, 0.82],
        [0.92, 0.36],
        [1, 0],
      ],
      up,
    ),
    lower: over(
      [
        [0, 0],
        [0.12, -0.4],
        [0.32, -0.85],
        [0.58, -1],
        [0.82, -0.72],
        [1, 0],
      ],
      Math.max(0.012, down),
    ),
    iris: [side * center + 0.09 * gaze[0], 0.035 + 0.06 * gaze[1]],
  };
}

function brow(person: Identity, expression: Expression, side: Side) {
  const { height, thickness, arch } = person.brows;
  const lift = height + 0.03 * side * person.asymmetry;
  const raised = 0.14 * expression.brows;
  const frown = Math.max(0, -expression.brows);
  const inner = 0.29 + 0.5 * person.eyes.apart - 0.05 * frown;
  const outer = 1.26 + person.eyes.apart;
  const at = (t: number, y: number, share: number): [number, number] => [
    mix(inner, outer, t),
    y + lift + raised * share,
  ];
  const edge = curveThrough([
    at(0, 0.36, 1.1),
    at(0.26, 0.43 + 0.04 * arch, 1.05),
    at(0.6, 0.44 + 0.08 * arch, 0.8),
    at(0.83, 0.37 + 0.06 * arch, 0.6),
    at(1, 0.24, 0.4),
  ]);
  return { inner, outer, edge, thickness: 0.15 * thickness };
}

function mouth(person: Identity, { smile, open, pucker }: Expression, noseBase: number, drop: number): Mouth {
  const half = 0.6 * person.mouth.width * (1 + 0.2 * Math.max(0, smile) - 0.22 * pucker) - 0.05 * open;
  const innerHalf = half - 0.07;
  const middle = -1.51 + 0.6 * (noseBase + 1.04) + person.mouth.height - 0.25 * drop + 0.03 * Math.max(0, smile);
  const corner = (side: Side) => middle + 0.02 + 0.14 * smile * (1 + 0.2 * side * person.asymmetry) - 0.25 * drop;
  const upper = 0.15 * person.mouth.upper * (1 - 0.25 * Math.max(0, smile) + 0.3 * Math.max(0, pucker));
  const lower = 0.22 * person.mouth.lower * (1 - 0.15 * Math.max(0, smile) + 0.25 * Math.max(0, pucker));
  const lifted = middle + 0.28 * open * (0.4 + Math.max(0, smile)) * 0.35;
  const lowered = middle - 0.95 * open * (smile > 0.3 ? 0.5 : 0.85);
  const across = (reach: number, ends: Record<Side, number>, inside: readonly [number, number][]): Curve => {
    const right = inside.map(([t, y]): [number, number] => [-t * reach, y]);
    const left = inside.map(([t, y]): [number, number] => [t * reach, y]).reverse();
    return curveThrough([
      [-reach, ends[-1]],
      ...right,
      ...(inside.at(-1)![0] === 0 ? left.slice(1) : left),
      [reach, ends[1]],
    ]);
  };
  const corners: Record<Side, number> = { [-1]: corner(-1), 1: corner(1) };
  const corners2 = (corners[-1] + corners[1]) / 2;
  return {
    half,
    innerHalf,
    top: across(half, corners, [
      [0.64, mix(lifted, corners2, 0.35) + 0.62 * upper],
      [0.26, lifted + upper],
      [0, lifted + 0.8 * upper],
    ]),
    innerTop: across(innerHalf, corners, [
      [0.55, mix(lifted, corners2, 0.3)],
      [0.28, lifted + 0.012],
      [0, lifted - 0.012],
    ]),
    innerBottom: across(innerHalf, corners, [
      [0.55, mix(lowered, corners2, 0.3) - 0.004],
      [0.28, lowered],
      [0, lowered - 0.016],
    ]),
    bottom: across(half, corners, [
      [0.64, mix(lowered, corners2, 0.35) - 0.72 * lower],
      [0.28, lowered - lower],
      [0, lowered - 1.06 * lower],
    ]),
    middle: (lifted + lowered) / 2,
    corners,
    gap: Math.max(0, lifted - lowered),
  };
}
