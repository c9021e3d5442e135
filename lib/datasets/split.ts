import { DataError, UserError } from '../errors';
import type { Face, FaceSet, Split } from '../landmarks/face';
import { Random } from '../random';

/** People of the IMM Face Database whose photos are for training; those with higher numbers are held out. */
const TRAINING_PEOPLE = 32;

/** Fraction of the photos that a split by photo holds out. */
const VALIDATION_FRACTION = 0.2;

/**
 * The part of a set that consists of some of its faces, in the set's order.
 *
 * @param keep Whether to keep a face.
 */
export const subset = (set: FaceSet, keep: (face: Face) => boolean): FaceSet => ({
  ...set,
  faces: set.faces.filter(keep),
});

/**
 * Splits the IMM Face Database by person: people 1 to 32 (192 photos) for training, 33 to 40 (48 photos) for
 * validation.
 *
 * @throws DataError when the faces have no person numbers, or one side would be empty.
 */
export function splitByPerson(set: FaceSet): Split {
  return checked({
    training: subset(set, (face) => personNumber(face) <= TRAINING_PEOPLE),
    validation: subset(set, (face) => personNumber(face) > TRAINING_PEOPLE),
    description: `by person (1 to ${TRAINING_PEOPLE} for training, the rest for validation)`,
  });
}

/**
 * Splits a set at random, photo by photo. This leaks identity: the same people are on both sides, so validation errors
 * are lower than they would be for new people.
 *
 * @param options.seed The same seed gives the same split.
 * @throws DataError when one side would be empty.
 */
export function splitByPhoto(set: FaceSet, { seed }: { seed: number }): Split {
  const faces = new Random(seed).split('split by photo').shuffle(set.faces);
  const validating = new Set(faces.slice(0, Math.round(VALIDATION_FRACTION * faces.length)));
  return checked({
    training: subset(set, (face) => !validating.has(face)),
    validation: subset(set, (face) => validating.has(face)),
    description: `at random by photo, seed ${seed} (leaks identity: the same people are on both sides)`,
  });
}

/**
 * The k splits of a cross-validation: every face is held out in exactly one of them, groups stay together, and the
 * held-out parts are as equal in size as whole groups allow.
 *
 * @param k Number of folds, from 2 to the number of groups.
 * @param options.seed The same seed gives the same folds.
 * @throws UserError when k is out of range.
 */
export function folds(set: FaceSet, k: number, options: { seed: number }): Split[] {
  const groups = new Random(options.seed).split('folds').shuffle(groupsOf(set));
  if (!Number.isInteger(k) || k < 2 || k > groups.length) {
    const limit = `${groups.length} (the number of groups, one per ${set.groupName})`;
    throw new UserError(`The number of folds must be between 2 and ${limit}; got ${k}.`);
  }
  const sizes = countBy(set.faces, (face) => face.group);
  const foldSizes = new Array<number>(k).fill(0);
  const foldOf = new Map<string, number>();
  // Large groups first, each into the fold that is smallest so far; the stable sort keeps the shuffled order.
  for (const group of groups.sort((a, b) => sizes.get(b)! - sizes.get(a)!)) {
    const smallest = foldSizes.indexOf(Math.min(...foldSizes));
    foldOf.set(group, smallest);
    foldSizes[smallest]! += sizes.get(group)!;
  }
  return foldSizes.map((_, fold) => ({
    training: subset(set, (face) => foldOf.get(face.group) !== fold),
    validation: subset(set, (face) => foldOf.get(face.group) === fold),
    description: `by ${set.groupName} into ${k} folds (fold ${fold + 1} held out, seed ${options.seed})`,
  }));
}

/**
 * Chooses faces at random.
 *
 * @param count How many faces to keep.
 * @param options.seed The same seed gives the same faces.
 * @returns That many faces in the set's order; the whole set if it has no more.
 */
export function randomSubset(set: FaceSet, count: number, options: { seed: number }): FaceSet {
  const chosen = new Set(new Random(options.seed).split('subset').shuffle(set.faces).slice(0, count));
  return subset(set, (face) => chosen.has(face));
}

const groupsOf = (set: FaceSet): string[] => [...new Set(set.faces.map((face) => face.group))].sort();

function personNumber(face: Face): number {
  const person = Number(face.labels.person);
  if (!Number.isInteger(person)) {
    throw new DataError(`Face ${face.id} has no person number, so its data set cannot be split by person.`);
  }
  return person;
}

function countBy<T>(list: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function checked(split: Split): Split {
  const [training, validation] = [split.training.faces.length, split.validation.faces.length];
  if (training === 0 || validation === 0) {
    const sides = `${training} for training and ${validation} for validation`;
    throw new DataError(`A split needs faces on both sides; got ${sides} (split ${split.description}).`);
  }
  return split;
}
