import type { Box } from '../../geometry';
import type { Face } from '../../landmarks/face';
import { isMissing } from '../../landmarks/missing';
import type { Placed } from './place-photos';

/**
 * The landmarks of an annotation as coordinates in pixels.
 *
 * @param keys The annotation's names of the landmarks, in their order.
 * @returns Shape [K, 2]; NaN for missing landmarks.
 */
export function landmarksOf({ found, size }: Placed, keys: readonly string[]): Float32Array {
  const landmarks = new Float32Array(2 * keys.length).fill(NaN);
  keys.forEach((key, i) => {
    const point = found.points.get(key);
    if (!point) return;
    const [x, y] = point;
    landmarks.set(found.fractions ? [x * size.width, y * size.height] : [x, y], 2 * i);
  });
  return landmarks;
}

/** Landmarks nearer to each other than this part of the face count as one and the same annotation. */
const SAME = 0.005;

/**
 * Leaves out annotations of faces that another file has too.
 *
 * @param landmarks Coordinates in pixels for each face.
 * @returns Indices of the faces to keep.
 */
export function withoutRepeats(placed: readonly Placed[], landmarks: readonly Float32Array[]): number[] {
  const byPhoto = new Map<string, number[]>();
  return placed.flatMap(({ name }, i) => {
    const others = byPhoto.get(name) ?? [];
    if (others.some((other) => isSame(landmarks[other]!, landmarks[i]!))) return [];
    byPhoto.set(name, [...others, i]);
    return [i];
  });
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  let [shared, distance, extent] = [0, 0, 0];
  for (let i = 0; i < a.length / 2; i++) {
    if (isMissing(a, i) || isMissing(b, i)) continue;
    shared++;
    distance = Math.max(distance, Math.hypot(a[2 * i]! - b[2 * i]!, a[2 * i + 1]! - b[2 * i + 1]!));
    for (let j = 0; j < i; j++) {
      if (!isMissing(a, j)) extent = Math.max(extent, Math.hypot(a[2 * i]! - a[2 * j]!, a[2 * i + 1]! - a[2 * j + 1]!));
    }
  }
  return shared > 0 && distance <= SAME * extent;
}

/** The parts of faces that are known before the faces are put together. */
export interface FaceParts {
  readonly placed: readonly Placed[];
  readonly landmarks: readonly Float32Array[];
  readonly boxes: readonly Box[];
  /** What each face's NME is measured in, in pixels. */
  readonly lengths: ArrayLike<number>;
  readonly groups: readonly string[];
}

/** Puts faces together. Each one's id is its photo's path without the ending, and a number from the second face on. */
export function makeFaces({ placed, landmarks, boxes, lengths, groups }: FaceParts): Face[] {
  const stems = new Map<string, Set<string>>();
  const stemOf = (name: string): string => name.replace(/\.[^./]*$/, '');
  for (const { name } of placed) stems.set(stemOf(name), (stems.get(stemOf(name)) ?? new Set()).add(name));
  const seen = new Map<string, number>();
  return placed.map(({ found, photo, name, size }, i) => {
    // Two photos may differ in their endings alone.
    const base = stems.get(stemOf(name))!.size > 1 ? name : stemOf(name);
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return {
      id: number === 1 ? base : `${base}#${number}`,
      photo,
      ...size,
      landmarks: landmarks[i]!,
      box: boxes[i]!,
      normalizer: lengths[i]!,
      group: groups[i]!,
      labels: { format: found.format, file: found.file },
    };
  });
}
