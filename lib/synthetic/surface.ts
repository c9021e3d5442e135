import type { Expression } from './expression';
import { curveThrough, bell, step } from './functions';
import type { Curve } from './functions';
import type { Identity } from './identity';
import type { Layout } from './layout';

/** A point or vector: x to the person's left, y up, z out of the face. */
export type Point3 = readonly [number, number, number];

/**
 * The surface of a head: horizontal rings, as wide as the face's outline and as deep as its profile, with nose, lips and
 * other features raised from it along z. Seen from the front, everything is therefore where the layout has it.
 *
 * A point is given by its height y and its angle theta around the vertical axis: 0 in front, pi/2 on the person's left.
 */
export interface HeadSurface {
  readonly chin: number;
  readonly crown: number;
  /** Half-width of the ring at a height. */
  readonly half: Curve;
  /** The point of the ring at a height, at an angle; `padding` thickens the skull for hair. */
  at(theta: number, y: number, padding?: number): Point3;
  /** The angle at which the front of the ring at height y has the coordinate x. */
  angle(x: number, y: number): number;
}

/** The surface of a person's head with an expression. */
export function headSurface(person: Identity, layout: Layout, expression: Expression): HeadSurface {
  const { head } = person;
  const { chin } = layout;
  const crown = 2.42 * head.height;
  const jaw = jawStretch(chin);
  const half = roundedEnds(
    [
      [chin, 0],
      [jaw(-2.53), 0.4 * head.jaw],
      [jaw(-2.31), 0.76 * head.jaw],
      [jaw(-2.04), 1.05 * head.jaw],
      [jaw(-1.71), 1.3 * head.jaw],
      [jaw(-1.33), 1.455 * (head.width + head.jaw) * 0.5],
      [-0.91, 1.55 * head.width],
      [-0.48, 1.61 * head.width],
      [0, 1.64 * head.width],
      [0.5, 1.65 * head.width],
      [1, 1.6 * head.width],
      [1.5, 1.42 * head.width],
      [1.95, 1.06 * head.width],
      [crown - 0.13, 0.6 * head.width],
      [crown, 0],
    ],
    chin,
    crown,
  );
  // z of the axis on which the ring's widest points lie, and how far it reaches to the front and to the back.
  const middle = curveThrough([
    [chin, 0.95],
    [jaw(-2.31), 0.58],
    [jaw(-2.04), 0.32],
    [jaw(-1.71), 0.1],
    [-1.33, -0.06],
    [-0.6, -0.2],
    [0.5, -0.32],
    [crown, -0.35],
  ]);
  const front = curveThrough([
    [chin, 0.3],
    [jaw(-2.5), 0.48],
    [jaw(-2.3), 0.78],
    [jaw(-2), 1.02],
    [jaw(-1.6), 1.28],
    [-1, 1.52],
    [-0.3, 1.64],
    [0.5, 1.84],
    [1, 1.8],
    [1.5, 1.58],
    [1.95, 1.18],
    [crown - 0.13, 0.68],
    [crown, 0],
  ]);
  const back = curveThrough([
    [chin, 0.2],
    [jaw(-2), 0.7],
    [-1.2, 1.2],
    [-0.5, 1.6],
    [0.5, 1.85],
    [1.2, 1.75],
    [1.8, 1.3],
    [crown - 0.13, 0.7],
    [crown, 0],
  ]);
  const relief = reliefOf(person, layout, expression);
  const at = (theta: number, y: number, padding = 0): Point3 => {
    const ring = half(y);
    const [sin, cos] = [Math.sin(theta), Math.cos(theta)];
    const x = ring * sin;
    const depth = head.depth * (cos > 0 ? front(y) * cos ** 0.8 : back(y) * cos);
    const z = middle(y) + depth;
    if (padding === 0) return [x, y, z + (cos > 0.1 ? relief(x, y) * step(0.1, 0.4, cos) : 0)];
    const up = step(1, crown, y);
    return [x + padding * sin, y + padding * up * 0.9, z + padding * cos];
  };
  return { chin, crown, half, at, angle: (x, y) => Math.asin(Math.max(-1, Math.min(1, x / half(y)))) };
}

/** Moves heights below the mouth along with the chin. */
const jawStretch = (chin: number) => (y: number) => (y > -1 ? y : -1 + ((y + 1) * (chin + 1)) / -1.6);

/** A profile that closes at both ends like an ellipse, not like a cone. */
function roundedEnds(points: [number, number][], low: number, high: number): Curve {
  const end = (y: number) => Math.sqrt(Math.max(1e-9, (y - low) * (high - y)));
  const inner = points.slice(1, -1);
  const relative = inner.map(([y, width]): [number, number] => [y, width / end(y)]);
  const shape = curveThrough(relative);
  return (y) => shape(y) * end(y);
}

/** How far the features of the face are raised from the ring, as a function of x and y. */
function reliefOf(
  person: Identity,
  layout: Layout,
  { smile, open, pucker, brows }: Expression,
): (x: number, y: number) => number {
  const { nose, mouth, chin } = layout;
  const { height, bridge, width } = person.nose;
  const ridge = curveThrough([
    [nose.base - 0.2, 0],
    [nose.base - 0.06, 0.02],
    [nose.base + 0.03, 0.3 * height],
    [nose.tip - 0.06, 0.66 * height],
    [nose.tip + 0.04, 0.72 * height],
    [nose.tip + 0.3, (0.5 + bridge) * height],
    [nose.root - 0.2, (0.28 + bridge) * height],
    [nose.root + 0.1, 0.16],
    [0.5, 0],
  ]);
  const ridgeWidth = curveThrough([
    [nose.base, 0.2 * width],
    [nose.tip, 0.215 * width],
    [nose.tip + 0.3, 0.165],
    [nose.root, 0.15],
    [0.5, 0.3],
  ]);
  const grin = Math.max(0, smile);
  const lipTop = (layout.mouth.top(0) + layout.mouth.innerTop(0)) / 2;
  const lipBottom = (layout.mouth.bottom(0) + layout.mouth.innerBottom(0)) / 2;
  const fold: [number, number, number, number] = [
    nose.wing + 0.04,
    nose.wingHeight,
    mouth.half + 0.16,
    mouth.corners[1],
  ];
  const eye = layout.eyes[1];
  const eyeX = (eye.inner[0] + eye.outer[0]) / 2;
  return (x, y) => {
    const side = Math.abs(x);
    let z = 0;
    if (y > -0.6) {
      z -= 0.2 * person.eyes.depth * bell((side - eyeX) / 0.42, (y - 0.02) / 0.26);
      z += 0.15 * Math.max(0, 1 - ((side - eyeX) / 0.36) ** 2 - ((y - 0.03) / 0.27) ** 2) ** 0.6;
      z += (0.09 + (person.sex === 'm' ? 0.06 : 0)) * bell((side - 0.6) / 0.55, (y - 0.42 - 0.08 * brows) / 0.17);
      z -= 0.05 * Math.max(0, -brows) * bell(side / 0.12, (y - 0.38) / 0.2);
    }
    if (y < 0.5 && y > nose.base - 0.25) {
      z += ridge(y) * bell(side / ridgeWidth(y), 0);
      z += 0.27 * height * bell((side - nose.wing + 0.11) / 0.12, (y - nose.wingHeight + 0.02) / 0.135);
      z -= 0.1 * bell((side - 0.15 * width) / 0.07, (y - nose.base - 0.05) / 0.05);
    }
    z += (0.11 * person.head.cheeks + 0.14 * grin) * bell((side - 0.88) / 0.42, (y + 0.62 - 0.1 * grin) / 0.36);
    if (y < -0.6) {
      const deep = 0.03 + 0.07 * grin + 0.05 * person.age;
      z -= deep * bell(toSegment(side, y, fold) / 0.085, 0) * step(fold[3] - 0.02, fold[3] + 0.3, y);
      z += 0.14 * bell(side / 0.62, (y - mouth.middle) / 0.42);
      z += (0.085 + 0.08 * pucker) * person.mouth.upper * bell(side / (mouth.half * 0.8), (y - lipTop) / 0.09);
      z += (0.11 + 0.08 * pucker) * person.mouth.lower * bell(side / (mouth.half * 0.66), (y - lipBottom) / 0.11);
      z -=
        (0.06 + 0.12 * Math.min(1, open)) * bell(x / (mouth.half * 0.75), (y - mouth.middle) / (0.05 + mouth.gap / 2));
      z -= 0.035 * bell(side / 0.08, (y - nose.base + 0.16) / 0.1);
      z -= 0.09 * bell(side / 0.4, (y - mouth.bottom(0) + 0.13) / 0.1);
      z += 0.13 * bell(side / 0.4, (y - chin - 0.36) / 0.24);
    }
    return z;
  };
}

/** Distance from (x, y) to the segment between two points. */
function toSegment(x: number, y: number, [ax, ay, bx, by]: readonly [number, number, number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
