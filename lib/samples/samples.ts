import type { Box, Face } from '../faces/face';
import type { LandmarkScheme } from '../faces/scheme';

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
