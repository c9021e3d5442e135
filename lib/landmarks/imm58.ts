import type { LandmarkSet } from './landmark-set';
import { acrossFace, mirrorTable, polyline } from './landmark-set';

/**
 * The 58 landmarks of the IMM Face Database: M. M. Nordstrøm et al., 'The IMM Face Database', 2004.
 *
 * Seven contours: jaw, both eyes (each from its outer corner over the upper lid to the inner corner and back along
 * the lower lid), both brows (from the nose outwards), mouth, nose. The tables below were read off the data; a test
 * holds them against it.
 */
export const imm58: LandmarkSet = {
  name: 'imm58',
  count: 58,
  parts: [
    polyline('jaw', 0, 12),
    polyline('left eye', 13, 20, true),
    polyline('right eye', 21, 28, true),
    polyline('left brow', 29, 33),
    polyline('right brow', 34, 38),
    polyline('mouth', 39, 46, true),
    polyline('nose', 47, 57),
  ],
  mirror: mirrorTable(58, [
    ...acrossFace(0, 12), // jaw, from the right ear to the left one
    ...shifted(13, 20, 8), // eyes, both begin at the outer corner
    ...shifted(29, 33, 5), // brows, both begin at the nose
    ...acrossFace(39, 43), // mouth, upper edge
    ...acrossFace(44, 46), // mouth, lower edge
    ...acrossFace(47, 57), // nose, from the right side of its root round the tip to the left one
  ]),
  noseTip: 52,
  outerEyeCorners: [21, 13],
};

/** Pairs of two contours that run alike on both sides. */
function shifted(first: number, last: number, by: number): [number, number][] {
  return Array.from({ length: last - first + 1 }, (_, i) => [first + i, first + i + by]);
}
