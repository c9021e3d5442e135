import type { Box, Face } from '../landmarks/face';
import type { LandmarkSet } from '../landmarks/landmark-set';

/**
 * Faces made ready for a network: cut out of their photos, gray, all of one size, decoded once and held in memory.
 *
 * N faces, K landmarks each.
 */
export interface Dataset {
  readonly landmarkSet: LandmarkSet;
  readonly faces: readonly Face[];
  /** Size of every image in pixels. */
  readonly width: number;
  readonly height: number;
  /** Gray values 0..255, shape [N, height, width]. */
  readonly images: Uint8Array;
  /** Landmarks as fractions of the image's width and height, shape [N, K, 2]; outside 0..1 where cut off. */
  readonly landmarks: Float32Array;
  /** The part of each face's photo that its image shows, in photo pixels. */
  readonly crops: readonly Box[];
}

/** What a network is fed: gray -0.5..0.5 from 0..255. */
export const grayToInput = (gray: number): number => gray / 255 - 0.5;

/** The samples of some of the faces, in the order given, found by their ids. @throws Error when a face is not among them */
export function selectFaces(samples: Dataset, faces: readonly Face[]): Dataset {
  const { width, height, landmarkSet } = samples;
  const index = new Map(samples.faces.map((face, i) => [face.id, i]));
  const rows = faces.map((face) => {
    const row = index.get(face.id);
    if (row === undefined) throw new Error(`${face.id} is not among these samples.`);
    return row;
  });
  return {
    ...samples,
    faces,
    images: pickRows(samples.images, rows, width * height, new Uint8Array(rows.length * width * height)),
    landmarks: pickRows(
      samples.landmarks,
      rows,
      landmarkSet.count * 2,
      new Float32Array(rows.length * landmarkSet.count * 2),
    ),
    crops: rows.map((row) => samples.crops[row]!),
  };
}

function pickRows<T extends Uint8Array | Float32Array>(from: T, rows: readonly number[], length: number, into: T): T {
  rows.forEach((row, i) => into.set(from.subarray(row * length, (row + 1) * length), i * length));
  return into;
}
