import { project, turnOf } from './camera';
import type { View } from './camera';
import { mix } from './functions';
import type { Layout, Side } from './layout';
import type { HeadSurface } from './surface';

/** A place on a face seen from the front; on the jaw, a height and the side. */
type Place = readonly [x: number, y: number] | { readonly jaw: Side; readonly y: number };

/** The places of a landmark set's landmarks, in its order. */
export type PlacesOf = (layout: Layout) => Place[];

/**
 * The exact landmarks of a drawn face.
 *
 * A landmark that a turned head hides is put on the visible outline at its height, as annotators do: on that of the far
 * cheek for the jaw, on that of the nose for its far wing.
 *
 * @param placesOf Where the landmarks are on the face.
 * @returns Pixels, x0, y0, x1, y1, ... in the order of the places.
 */
export function drawnLandmarks(placesOf: PlacesOf, layout: Layout, surface: HeadSurface, view: View): Float32Array {
  const places = placesOf(layout);
  const turn = turnOf(view);
  const pixel = (theta: number, y: number) => project(view, turn(surface.at(theta, y)));
  const landmarks = new Float32Array(2 * places.length);
  places.forEach((place, i) => {
    const [theta, y] =
      'jaw' in place ? [JAW_ANGLE * place.jaw, place.y] : [surface.angle(place[0], place[1]), place[1]];
    landmarks.set(
      outermost(theta, (angle) => pixel(angle, y)),
      2 * i,
    );
  });
  return landmarks;
}

/** Angle of the jaw's outline, which is a little in front of the widest line of the head. */
const JAW_ANGLE = 1.38;

/** The pixel at an angle, or the pixel between it and the front that is further out and so hides it. */
function outermost(theta: number, pixel: (theta: number) => [number, number]): [number, number] {
  let found = pixel(theta);
  const steps = 48;
  for (let i = 1; i < steps; i++) {
    const candidate = pixel((theta * i) / steps);
    if (Math.sign(theta) * (candidate[0] - found[0]) > 0) found = candidate;
  }
  return found;
}

/** Places along the jaw: at the given heights down the right side, the chin, and up the left side. */
function jaw(layout: Layout, heights: readonly number[]): Place[] {
  const stretched = heights.map((y) => (y > -1 ? y : -1 + ((y + 1) * (layout.chin + 1)) / -1.6));
  const right = stretched.map((y): Place => ({ jaw: -1, y }));
  const left = [...stretched].reverse().map((y): Place => ({ jaw: 1, y }));
  return [...right, [0, layout.chin + 0.012], ...left];
}

/** Where iBUG 300-W's 68 landmarks are on a face. */
export function ibugPlaces(layout: Layout): Place[] {
  const { nose, mouth } = layout;
  const down = (t: number): Place => [0, mix(nose.root + 0.05, nose.tip, t)];
  const under = (t: number, y: number): Place => [t * nose.wing * 0.92, y];
  const lip = (t: number, edge: (x: number) => number, half = mouth.half): Place => [t * half, edge(t * half)];
  const eyelids = (side: Side): Place[] => {
    const upper = [0.31, 0.66].map((t) => onLid(layout, side, t, 'upper'));
    const lower = [0.66, 0.31].map((t) => onLid(layout, side, t, 'lower'));
    const corners = [corner(layout, side, 'outer'), corner(layout, side, 'inner')];
    return side === -1
      ? [corners[0]!, ...upper, corners[1]!, ...lower]
      : [corners[1]!, ...[...upper].reverse(), corners[0]!, ...[...lower].reverse()];
  };
  return [
    ...jaw(layout, [-0.05, -0.48, -0.91, -1.33, -1.71, -2.04, -2.31, -2.53]),
    ...[1, 0.8, 0.55, 0.28, 0].map((t) => onBrow(layout, -1, t)),
    ...[0, 0.28, 0.55, 0.8, 1].map((t) => onBrow(layout, 1, t)),
    ...[0, 1 / 3, 2 / 3, 1].map(down),
    under(-1, nose.base + 0.07),
    under(-0.5, nose.base + 0.01),
    under(0, nose.base - 0.03),
    under(0.5, nose.base + 0.01),
    under(1, nose.base + 0.07),
    ...eyelids(-1),
    ...eyelids(1),
    ...[-1, -0.64, -0.26, 0, 0.26, 0.64, 1].map((t) => lip(t, mouth.top)),
    ...[0.64, 0.28, 0, -0.28, -0.64].map((t) => lip(t, mouth.bottom)),
    ...[-1, -0.28, 0, 0.28, 1].map((t) => lip(t, mouth.innerTop, mouth.innerHalf)),
    ...[0.28, 0, -0.28].map((t) => lip(t, mouth.innerBottom, mouth.innerHalf)),
  ];
}

/** Where the IMM Face Database's 58 landmarks are on a face. */
export function immPlaces(layout: Layout): Place[] {
  const { nose, mouth } = layout;
  const eye = (side: Side): Place[] => [
    corner(layout, side, 'outer'),
    ...[0.22, 0.48, 0.76].map((t) => onLid(layout, side, t, 'upper')),
    corner(layout, side, 'inner'),
    ...[0.76, 0.48, 0.22].map((t) => onLid(layout, side, t, 'lower')),
  ];
  const brow = (side: Side): Place[] => [0, 0.25, 0.6, 0.83, 1].map((t) => onBrow(layout, side, t));
  const lip = (t: number, edge: (x: number) => number): Place => [t * mouth.half, edge(t * mouth.half)];
  const { wing, wingHeight, base, root, tip } = nose;
  const side = (s: Side): Place[] => [
    [s * 0.18, root - 0.06],
    [s * 0.23, mix(root, tip, 0.65)],
    [s * wing * 0.97, wingHeight + 0.17],
    [s * wing * 1.03, wingHeight - 0.02],
    [s * wing * 0.58, base + 0.05],
  ];
  return [
    ...jaw(layout, [-1.08, -1.43, -1.77, -2.08, -2.33, -2.52]),
    ...eye(1),
    ...eye(-1),
    ...brow(1),
    ...brow(-1),
    ...[-1, -0.26, 0, 0.26, 1].map((t) => lip(t, mouth.top)),
    ...[0.36, 0, -0.36].map((t) => lip(t, mouth.bottom)),
    ...side(-1),
    [0, base + 0.02],
    ...side(1).reverse(),
  ];
}

function onBrow(layout: Layout, side: Side, t: number): Place {
  const { inner, outer, edge, thickness } = layout.brows[side];
  const x = mix(inner, outer, t);
  return [side * x, edge(x) - 0.25 * thickness];
}

/** A place on an eyelid, from the outer (t = 0) to the inner corner. */
function onLid(layout: Layout, side: Side, t: number, lid: 'upper' | 'lower'): Place {
  const eye = layout.eyes[side];
  const x = mix(eye.outer[0], eye.inner[0], t);
  return [side * x, eye[lid](x)];
}

function corner(layout: Layout, side: Side, which: 'inner' | 'outer'): Place {
  const [x, y] = layout.eyes[side][which];
  return [side * x, y];
}
