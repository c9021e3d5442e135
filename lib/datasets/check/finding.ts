import type { Explanation } from './odd-shapes';

/** Something that may be wrong with the data, for a person to look at. Faces are numbers in the set. */
export type Finding =
  /** Landmarks that lie outside their photo, or at its very corner, where some programs put missing ones. */
  | {
      readonly kind: 'outside';
      readonly face: number;
      readonly landmarks: readonly number[];
      /** How far the farthest is outside, in pixels; 0 if they are at the corner. */
      readonly distance: number;
    }
  /** Photos that are the same file, one face of each. */
  | { readonly kind: 'same photo'; readonly faces: readonly number[] }
  /** Photos of different groups that look alike, one face of each; perhaps one is mirrored. */
  | { readonly kind: 'similar photos'; readonly faces: readonly [number, number]; readonly mirrored: boolean }
  /** Landmarks that are not where they are on other faces. */
  | { readonly kind: 'odd shape'; readonly face: number; readonly explanation: Explanation }
  /** A box that is not around its landmarks as the other boxes are. */
  | { readonly kind: 'box'; readonly face: number }
  /** Pairs of landmarks that are not each other's mirror image in the mean shape. */
  | { readonly kind: 'mirror pair'; readonly pair: readonly [number, number] }
  /** A landmark that few faces have, and one of nearly the same name. */
  | {
      readonly kind: 'rare landmark';
      readonly landmark: number;
      /** Faces that have it. */
      readonly faces: readonly number[];
      readonly similar: number | null;
    };

/** The kinds of findings. */
export type FindingKind = Finding['kind'];
