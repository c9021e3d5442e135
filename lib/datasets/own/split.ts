import { DataError } from '../../errors';
import { count } from '../../format';
import type { FaceSet, Split } from '../../landmarks/face';
import { subjectOf } from '../../landmarks/landmark-set';
import { Random } from '../../random';
import { folds, subset } from '../split';

/** With fewer photos than this, a single held-out part would be too small to mean anything. */
export const FEW_PHOTOS = 30;

/** Fraction of the faces that is held out. */
const HELD_OUT = 0.2;

/** Folds of a cross-validation. */
const FOLDS = 5;

/** How somebody's own photos are divided into training and held-out faces. */
export interface OwnSplit {
  /** One split; with few photos, the folds of a cross-validation, in which each face is held out once. */
  readonly splits: readonly Split[];
  /** What an error measured on so few photos is worth, in sentences; null if there are enough. */
  readonly warning: string | null;
}

/**
 * Divides a set by group: one split that holds out about a fifth of the faces, or a cross-validation where there are
 * fewer than `FEW_PHOTOS` photos.
 *
 * @param options.seed The same seed gives the same split.
 * @throws DataError when there are fewer than two groups.
 */
export function splitOwn(set: FaceSet, { seed }: { seed: number }): OwnSplit {
  const groups = new Set(set.faces.map(({ group }) => group)).size;
  const photos = new Set(set.faces.map(({ photo }) => photo)).size;
  if (groups < 2) {
    throw new DataError(
      `${set.folder}: all photos are in one group, so none can be held out for validation. ` +
        'Add photos, or set "groups" in landmarks.json.',
    );
  }
  if (photos >= FEW_PHOTOS) return { splits: [splitByGroup(set, { seed })], warning: null };
  const k = Math.min(FOLDS, groups);
  return {
    splits: folds(set, k, { seed }),
    warning:
      `There are only ${photos} photos, so the error is measured by cross-validation: ${k} networks, each tested on ` +
      'photos that it was not trained on. Expect a different error on new photos; a figure to rely on needs ' +
      'at least a few dozen held-out photos.',
  };
}

/**
 * Splits a set by group: groups in random order are held out until about a fifth of the faces is.
 *
 * @param options.seed The same seed gives the same split.
 * @throws DataError when there are fewer than two groups.
 */
export function splitByGroup(set: FaceSet, { seed }: { seed: number }): Split {
  const sizes = new Map<string, number>();
  for (const { group } of set.faces) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  if (sizes.size < 2) throw new DataError('A split by group needs at least two groups.');
  const wanted = HELD_OUT * set.faces.length;
  const heldOut = new Set<string>();
  let faces = 0;
  // A group too large to fit is passed over for a smaller one; at least one group is held out, and one is left.
  for (const group of new Random(seed).split('split by group').shuffle([...sizes.keys()].sort())) {
    const size = sizes.get(group)!;
    if (faces + size / 2 > wanted && heldOut.size > 0) continue;
    if (heldOut.size === sizes.size - 1) break;
    heldOut.add(group);
    faces += size;
  }
  return {
    training: subset(set, ({ group }) => !heldOut.has(group)),
    validation: subset(set, ({ group }) => heldOut.has(group)),
    description:
      `at random by ${set.groupName}, seed ${seed}: ${faces} of ${count(set.faces.length, subjectOf(set.landmarkSet))} ` +
      `(${heldOut.size} of ${sizes.size} groups) held out`,
  };
}
