import { median } from 'd3-array';
import type { Box } from '../geometry';
import type { Face } from './face';
import { alignShapes, completed } from './shape';

/**
 * How the boxes of a data set lie around the landmarks, in root mean square distances of a face's landmarks from their
 * centroid: the boxes' size, and how far their centers lie to the right of the centroid and below it.
 */
export interface BoxFit {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Measures how boxes lie around landmarks: medians over the faces. Missing landmarks are put where the mean shape would
 * have them.
 *
 * @param faces Their landmarks and boxes in pixels of the photos.
 * @returns Null where landmarks do not tell how large a face is, as with a single one.
 */
export function fitBoxes(faces: readonly Pick<Face, 'landmarks' | 'box'>[]): BoxFit | null {
  const extents = completeShapes(faces.map(({ landmarks }) => landmarks)).map(extentOf);
  const known = faces.flatMap(({ box }, i) => {
    const { x, y, radius } = extents[i]!;
    if (!(radius > 0)) return [];
    const [across, down] = [box.x + box.width / 2 - x, box.y + box.height / 2 - y];
    return [{ width: box.width / radius, height: box.height / radius, x: across / radius, y: down / radius }];
  });
  if (known.length === 0) return null;
  const typical = (side: keyof BoxFit): number => median(known, (one) => one[side])!;
  return { width: typical('width'), height: typical('height'), x: typical('x'), y: typical('y') };
}

/**
 * The box that goes with landmarks.
 *
 * @param landmarks All landmarks of a face in pixels: x0, y0, x1, y1, ...
 * @param fit How boxes lie around landmarks.
 * @returns In the same pixels.
 */
export function boxAround(landmarks: ArrayLike<number>, fit: BoxFit): Box {
  const { x, y, radius } = extentOf(landmarks);
  const [width, height] = [fit.width * radius, fit.height * radius];
  return { x: x + fit.x * radius - width / 2, y: y + fit.y * radius - height / 2, width, height };
}

function completeShapes(shapes: readonly Float32Array[]): readonly ArrayLike<number>[] {
  if (!shapes.some((shape) => shape.some(Number.isNaN))) return shapes;
  const aligned = alignShapes(shapes);
  return shapes.map((shape) => completed(shape, aligned?.mean ?? null));
}

/** Centroid of the landmarks, and their root mean square distance from it. */
function extentOf(landmarks: ArrayLike<number>): { x: number; y: number; radius: number } {
  const count = landmarks.length / 2;
  let [x, y, squares] = [0, 0, 0];
  for (let i = 0; i < landmarks.length; i += 2) {
    x += landmarks[i]! / count;
    y += landmarks[i + 1]! / count;
  }
  for (let i = 0; i < landmarks.length; i += 2) squares += (landmarks[i]! - x) ** 2 + (landmarks[i + 1]! - y) ** 2;
  return { x, y, radius: Math.sqrt(squares / count) };
}
