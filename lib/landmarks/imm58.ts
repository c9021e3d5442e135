import { acrossFace, mirrorTable, outerEyeCorners, polyline } from './landmark-set';
import type { LandmarkSet } from './landmark-set';

/**
 * The 58 landmarks of the IMM Face Database: M. M. Nordstrøm et al., 'The IMM Face Database', 2004.
 *
 * Seven contours: jaw, both eyes (each from its outer corner along the upper lid to the inner corner and back along
 * the lower lid), both brows (outwards from the nose), mouth, nose. The tables below were read off the data; a test
 * checks them against the mean face.
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
    ...acrossFace(0, 12), // jaw, from the right ear to the left
    ...shifted(13, 20, 8), // eyes, both from the outer corner
    ...shifted(29, 33, 5), // brows, both from the nose
    ...acrossFace(39, 43), // mouth, upper edge
    ...acrossFace(44, 46), // mouth, lower edge
    ...acrossFace(47, 57), // nose, from the right side of its root around the tip to the left
  ]),
  symmetric: true,
  noseTip: 52,
  normalizer: outerEyeCorners(21, 13),
};

/** The mirror pairs of two contours that run the same way on both sides. */
function shifted(first: number, last: number, by: number): [number, number][] {
  return Array.from({ length: last - first + 1 }, (_, i) => [first + i, first + i + by]);
}
