import { fixed } from '../../format';
import { intersection } from '../../geometry';
import type { Box, Size } from '../../geometry';
import type { Face, Finding } from '../../landmarks/face';
import type { LandmarkSet } from '../../landmarks/landmark-set';
import { isMissing, presentLandmarks } from '../../landmarks/missing';
import { alignment, alignShapes, transformed } from '../../landmarks/shape';

/** What is wrong with a face, and whether that is certain. */
export type Fault = Pick<Finding, 'kind' | 'problem'>;

/** The parts of a face that are judged. */
export type Judged = Pick<Face, 'landmarks' | 'width' | 'height' | 'box'>;

/**
 * Distance of a face from the mean face: root mean square over the landmarks, once both are aligned and have a radius of
 * 1. Of 2,446 real faces (IMM, 300-W) the farthest has 0.37; with x and y swapped or without the left-right order of a
 * mirror image they have at least 0.93, in reverse order 0.89, with all landmarks shifted by one 0.45.
 */
const DOUBTFUL = 0.42;
const NO_FACE = 0.7;

/**
 * Judges faces by their photos, their boxes and each other.
 *
 * @param faces Of one data set.
 * @param options.shapes Whether all shapes should be alike, as those of faces are.
 * @returns What is wrong, by the faces' positions; plausible ones have no entry.
 */
export function implausibleFaces(faces: readonly Judged[], { shapes = true } = {}): Map<number, Fault> {
  const faults = new Map<number, Fault>();
  faces.forEach((face, i) => {
    const problem = placeProblem(face) ?? boxProblem(face.box, face) ?? sizeProblem(face);
    if (problem !== undefined) faults.set(i, { kind: 'left out', problem });
  });
  if (!shapes) return faults;
  const rest = [...faces.keys()].filter((i) => !faults.has(i));
  for (const [i, distance] of distances(rest.map((i) => faces[i]!.landmarks))) {
    if (distance < DOUBTFUL) continue;
    const isCertain = distance >= NO_FACE;
    const problem = isCertain
      ? 'its landmarks form no face: x and y are swapped, or they are in another order'
      : 'its landmarks form an unusual face';
    faults.set(rest[i]!, { kind: isCertain ? 'left out' : 'doubtful', problem });
  }
  return faults;
}

/**
 * Whether a set's landmarks are those of a mirror image, as where x and y are swapped in all faces: seen from the eyes, the
 * nose is on the wrong side. Also undefined for sets without eyes and nose.
 *
 * @returns What is wrong, as a clause; undefined if nothing is.
 */
export function mirroredSet(faces: readonly Judged[], { normalizer, noseTip }: LandmarkSet): string | undefined {
  const [right, left] = normalizer.pair ?? [-1, -1];
  if (right < 0 || left < 0 || noseTip < 0) return undefined;
  const mean = meanShape(faces.map(({ landmarks }) => landmarks));
  if (!mean || [right, left, noseTip].some((landmark) => isMissing(mean, landmark))) return undefined;
  const [x, y, p, q] = [left, noseTip].flatMap((to) =>
    [0, 1].map((axis) => mean[2 * to + axis]! - mean[2 * right + axis]!),
  );
  return x! * q! - y! * p! > 0 ? undefined : 'most faces are mirror images: are x and y swapped in all of them?';
}

/**
 * What is wrong with a box in a photo, as a clause; undefined if nothing is.
 *
 * @param photo Size of the photo.
 */
export function boxProblem(box: Box, photo: Size): string | undefined {
  const text = `the box ${[box.x, box.y, box.width, box.height].map(pixels).join(',')}`;
  const whole = { x: 0, y: 0, ...photo };
  if (!intersection(box, whole))
    return `${text} lies outside the photo, which has ${photo.width} x ${photo.height} pixels`;
  if (Math.max(box.width, box.height) > 4 * Math.max(photo.width, photo.height)) {
    return `${text} is far larger than the photo, which has ${photo.width} x ${photo.height} pixels`;
  }
  return undefined;
}

/** Landmarks may lie outside the photo, but not by more than half its size. */
function placeProblem({ landmarks, width, height }: Judged): string | undefined {
  const half = Math.max(width, height) / 2;
  for (let i = 0; i < landmarks.length / 2; i++) {
    if (isMissing(landmarks, i)) continue;
    const [x, y] = [landmarks[2 * i]!, landmarks[2 * i + 1]!];
    if (x >= -half && x <= width + half && y >= -half && y <= height + half) continue;
    return `landmark ${i} is at (${pixels(x)}, ${pixels(y)}), far outside the photo, which has ${width} x ${height} pixels`;
  }
  return undefined;
}

/** A coordinate for a message, where the comma separates coordinates. */
const pixels = (value: number): string =>
  Math.abs(value) < 1e6 ? String(Math.round(value)) : value.toExponential(0).replace('+', '');

/** A face smaller than this in both directions, in pixels, is no face. */
const SMALLEST = 1;

function sizeProblem({ landmarks, box }: Judged): string | undefined {
  const present = presentLandmarks(landmarks);
  if (present.length < 2) return undefined;
  const extent = [0, 1].map((axis) => {
    const values = present.map((i) => landmarks[2 * i + axis]!);
    return Math.max(...values) - Math.min(...values);
  });
  const [wide, high] = extent as [number, number];
  // Two may coincide, such as the tips of a closed beak.
  if (present.length > 2 && Math.max(wide, high) < SMALLEST) return 'all its landmarks are at one place';
  if (wide > 4 * box.width && high > 4 * box.height) {
    return `its box of ${fixed(box.width, 0)} x ${fixed(box.height, 0)} pixels is far too small for its landmarks`;
  }
  return undefined;
}

/** Fewer landmarks than these make no shape. */
const SHAPE = 5;

/** Distance of each shape from the mean of all, by its position; shapes of few landmarks have none. */
function distances(shapes: readonly Float32Array[]): [number, number][] {
  const all = [...shapes.keys()].filter((i) => presentLandmarks(shapes[i]!).length >= SHAPE);
  const mean = meanShape(all.map((i) => shapes[i]!));
  return mean ? all.map((i) => [i, distance(shapes[i]!, mean)]) : [];
}

/** Shapes that the mean is taken of; more would take longer and change it little. */
const SAMPLE = 60;

/** The mean of shapes, without those that are no faces. */
function meanShape(shapes: readonly Float32Array[]): Float64Array | undefined {
  const step = Math.max(1, shapes.length / SAMPLE);
  const sample = Array.from({ length: Math.min(SAMPLE, shapes.length) }, (_, i) => shapes[Math.floor(i * step)]!);
  const first = sample.length > 0 ? alignShapes(sample)?.mean : undefined;
  if (!first) return undefined;
  // Once more without those that are none, which have a part in the first mean.
  const good = sample.filter((shape) => distance(shape, first) < NO_FACE);
  return good.length > 0 ? (alignShapes(good)?.mean ?? first) : first;
}

function distance(shape: Float32Array, mean: Float64Array): number {
  const to = alignment(shape, mean);
  if (!to) return 0;
  const moved = transformed(shape, to);
  let [sum, count] = [0, 0];
  for (let i = 0; i < moved.length; i += 2) {
    if (Number.isNaN(moved[i]!) || Number.isNaN(mean[i]!)) continue;
    sum += (moved[i]! - mean[i]!) ** 2 + (moved[i + 1]! - mean[i + 1]!) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}
