import type { Box, Face } from '../landmarks/face';
import type { LandmarkScheme } from '../landmarks/landmark-set';

/**
 * Faces made ready for a network: cut out of their photos, grey, all of one size, decoded once and held in memory.
 *
 * N faces, K points each.
 */
export interface Samples {
  readonly scheme: LandmarkScheme;
  readonly faces: readonly Face[];
  /** Size of every picture in pixels. */
  readonly width: number;
  readonly height: number;
  /** Grey values 0..255, shape [N, height, width]. */
  readonly pictures: Uint8Array;
  /** Points as fractions of the picture's width and height, shape [N, K, 2]; outside 0..1 where cut off. */
  readonly points: Float32Array;
  /** The part of each face's photo that its picture shows, in photo pixels. */
  readonly windows: readonly Box[];
}

/** What a network is fed: grey -0.5..0.5 from 0..255. */
export const greyToInput = (grey: number): number => grey / 255 - 0.5;

/** The samples of some of the faces, in the order given, found by their ids. @throws Error when a face is not among them */
export function samplesOf(samples: Samples, faces: readonly Face[]): Samples {
  const { width, height, scheme } = samples;
  const index = new Map(samples.faces.map((face, i) => [face.id, i]));
  const rows = faces.map((face) => {
    const row = index.get(face.id);
    if (row === undefined) throw new Error(`${face.id} is not among these samples.`);
    return row;
  });
  return {
    ...samples,
    faces,
    pictures: pickRows(samples.pictures, rows, width * height, new Uint8Array(rows.length * width * height)),
    points: pickRows(samples.points, rows, scheme.count * 2, new Float32Array(rows.length * scheme.count * 2)),
    windows: rows.map((row) => samples.windows[row]!),
  };
}

function pickRows<T extends Uint8Array | Float32Array>(from: T, rows: readonly number[], length: number, into: T): T {
  rows.forEach((row, i) => into.set(from.subarray(row * length, (row + 1) * length), i * length));
  return into;
}
