import { group, range, sum } from 'd3-array';
import type { Face } from '../landmarks/face';
import { Random } from '../random';
import { errorsByLabel } from './groups';
import type { GroupError } from './groups';
import { mean } from './statistics';

/** How much the errors of faces depend on one of their labels. */
export interface LabelEffect {
  readonly label: string;
  /** The label whose groups the values were shuffled within. */
  readonly within: string;
  /** One for each value of the label, sorted by name. */
  readonly groups: readonly GroupError[];
  /** Part of the errors' variation between faces that the groups' means make up, 0..1. */
  readonly share: number;
  /** Probability of groups as far apart if the label did not matter. */
  readonly p: number;
}

/** Shuffles; the smallest p-value is one over this number. */
const SHUFFLES = 5000;

/**
 * Tests whether errors depend on a label, by a permutation test: the label's values are shuffled among the faces that
 * share another label, so that what the other one does to the errors stays out. With every person in every pose, poses
 * are compared within people and people within poses.
 *
 * @param errors One per face.
 * @param faces The same faces with their labels.
 * @param label The label to test, e.g. `pose`.
 * @param within The other label, e.g. `person`.
 * @param seed Of the shuffles; 0 by default.
 * @returns `undefined` if faces lack one of the labels, or all have the same value.
 * @see E. S. Edgington and P. Onghena, 'Randomization Tests', 4th edition, 2007, chapter 6.
 * @example labelEffect(errors, samples.faces, 'pose', 'person')?.p
 */
export function labelEffect(
  errors: ArrayLike<number>,
  faces: readonly Pick<Face, 'labels'>[],
  label: string,
  within: string,
  seed = 0,
): LabelEffect | undefined {
  if (!faces.every(({ labels }) => label in labels && within in labels)) return undefined;
  const groups = errorsByLabel(errors, faces, label);
  if (groups.length < 2) return undefined;
  const center = mean(errors);
  const centered = Array.from(errors, (error) => error - center);
  const groupOf = new Array<number>(faces.length);
  groups.forEach(({ indices }, i) => indices.forEach((face) => (groupOf[face] = i)));
  const sizes = groups.map(({ indices }) => indices.length);
  const measured = spread(centered, groupOf, sizes);
  const blocks = [...group(range(faces.length), (face) => faces[face]!.labels[within]).values()];
  const random = new Random(seed).split('label effect');
  let asFar = 1;
  for (let i = 1; i < SHUFFLES; i++) {
    const shuffled = [...groupOf];
    for (const block of blocks) {
      random.shuffle(block).forEach((face, k) => (shuffled[block[k]!] = groupOf[face]!));
    }
    // Equal arrangements may sum up differently in the last digits.
    if (spread(centered, shuffled, sizes) >= measured * (1 - 1e-9)) asFar++;
  }
  const total = sum(centered, (error) => error ** 2);
  return { label, within, groups, share: total > 0 ? measured / total : 0, p: asFar / SHUFFLES };
}

/** Sum of squares between groups, of errors whose mean is zero. */
function spread(errors: readonly number[], groupOf: readonly number[], sizes: readonly number[]): number {
  const sums = new Float64Array(sizes.length);
  errors.forEach((error, face) => (sums[groupOf[face]!]! += error));
  return sum(sizes, (size, i) => sums[i]! ** 2 / size);
}
