import { median } from 'd3-array';
import type { Face } from '../../landmarks/face';
import { presentLandmarks } from '../../landmarks/missing';
import type { Finding } from './finding';

/** Landmarks of a chin or an ear are marked where they would be, a little outside a photo that cuts them off. */
const TOLERANCE = 0.05;

/** A landmark this near to the photo's corner, in pixels, was not marked there but put there for a missing one. */
const CORNER = 1;

/**
 * Finds landmarks that are outside their photo by more than a twentieth of the face, or at its upper left corner.
 */
export function outsidePhoto(faces: readonly Face[]): Finding[] {
  return faces.flatMap(({ landmarks, width, height }, face): Finding[] => {
    const { size } = extentOf(landmarks);
    const there = presentLandmarks(landmarks);
    const at = (i: number): [number, number] => [landmarks[2 * i]!, landmarks[2 * i + 1]!];
    const distance = (i: number): number => {
      const [x, y] = at(i);
      return Math.max(0 - x, 0 - y, x - width, y - height);
    };
    const outside = there.filter((i) => distance(i) > Math.max(2, TOLERANCE * size));
    if (outside.length > 0) {
      return [{ kind: 'outside', face, landmarks: outside, distance: Math.max(...outside.map(distance)) }];
    }
    const corner = there.filter((i) => Math.max(...at(i).map(Math.abs)) <= CORNER);
    return corner.length > 0 ? [{ kind: 'outside', face, landmarks: corner, distance: 0 }] : [];
  });
}

/** Boxes whose center, or whose size, differs from what is usual by more than this are looked at. */
const MAX_SHIFT = 0.75;
const MAX_RATIO = 2.5;

/**
 * Finds boxes that are not around their landmarks as the others are: by more than three quarters of their size to the
 * side, or more than 2.5 times larger or smaller.
 *
 * @param faces With the boxes that people or a detector made.
 */
export function farBoxes(faces: readonly Face[]): Finding[] {
  const places = faces.map(({ landmarks, box }) => {
    const { x, y, size } = extentOf(landmarks);
    return {
      x: (x - box.x - box.width / 2) / box.width,
      y: (y - box.y - box.height / 2) / box.height,
      size: Math.log(size / Math.max(box.width, box.height)),
    };
  });
  // A face with a single landmark has no size.
  const measured = places.filter(({ size }) => Number.isFinite(size));
  const usual = {
    x: median(places, ({ x }) => x)!,
    y: median(places, ({ y }) => y)!,
    size: median(measured, ({ size }) => size) ?? NaN,
  };
  return places.flatMap(({ x, y, size }, face): Finding[] => {
    const shift = Math.max(Math.abs(x - usual.x), Math.abs(y - usual.y));
    const isFar = shift > MAX_SHIFT || (Number.isFinite(size) && Math.abs(size - usual.size) > Math.log(MAX_RATIO));
    return isFar ? [{ kind: 'box', face }] : [];
  });
}

/** Center and longer side of the box around the landmarks that are there. */
function extentOf(landmarks: Float32Array): { x: number; y: number; size: number } {
  const there = presentLandmarks(landmarks);
  const [xs, ys] = [there.map((i) => landmarks[2 * i]!), there.map((i) => landmarks[2 * i + 1]!)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, size: Math.max(right - left, bottom - top) };
}
