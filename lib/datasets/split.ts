import { Random } from '../random';
import type { Face, FaceSet, Split } from '../landmarks/face';

/** The people of the IMM Face Database that training sees by default: 1 to 32; 33 to 40 only validate. */
const trainingPeople = 32;

/** The part of a set whose faces fulfil `keep`, in the set's order. */
export const subset = (set: FaceSet, keep: (face: Face) => boolean): FaceSet => ({
  ...set,
  faces: set.faces.filter(keep),
});

/**
 * The IMM Face Database by person: people 1 to 32 (192 photos) for training, 33 to 40 (48 photos) for validation.
 *
 * @throws Error when the faces have no numbered people, or all of them fall on one side
 */
export function splitByPerson(set: FaceSet): Split {
  return checked({
    training: subset(set, (face) => personNumber(face) <= trainingPeople),
    validation: subset(set, (face) => personNumber(face) > trainingPeople),
    description: `by person: people 1 to ${trainingPeople} train, the others validate`,
  });
}

/**
 * A random split that keeps groups together (a person's photos; a photo's faces and their mirrored twins).
 *
 * @param options.validationShare share of the groups that validate, in 0..1
 */
export function splitByGroup(set: FaceSet, options: { seed: number; validationShare?: number }): Split {
  const { seed, validationShare = 0.2 } = options;
  const groups = new Random(seed).split('split by group').shuffle(groupsOf(set));
  const validating = new Set(groups.slice(0, Math.round(validationShare * groups.length)));
  return checked({
    training: subset(set, (face) => !validating.has(face.group)),
    validation: subset(set, (face) => validating.has(face.group)),
    description: `at random by ${groupName(set)}, seed ${seed}`,
  });
}

/**
 * A random split photo by photo. It leaks identity: the same people stand on both sides, so that validation errors
 * come out lower than they are for new people.
 *
 * @param options.validationShare share of the photos that validate, in 0..1
 */
export function splitByPhoto(set: FaceSet, options: { seed: number; validationShare?: number }): Split {
  const { seed, validationShare = 0.2 } = options;
  const faces = new Random(seed).split('split by photo').shuffle(set.faces);
  const validating = new Set(faces.slice(0, Math.round(validationShare * faces.length)));
  return checked({
    training: subset(set, (face) => !validating.has(face)),
    validation: subset(set, (face) => validating.has(face)),
    description: `at random by photo, seed ${seed}; leaks identity: the same people stand on both sides`,
  });
}

/**
 * k splits for cross-validation: every face validates in exactly one of them, groups stay together, and the parts'
 * numbers of faces differ as little as whole groups allow.
 *
 * @throws RangeError unless 2 <= k <= number of groups
 */
export function folds(set: FaceSet, k: number, options: { seed: number }): Split[] {
  const groups = new Random(options.seed).split('folds').shuffle(groupsOf(set));
  if (!Number.isInteger(k) || k < 2 || k > groups.length) {
    throw new RangeError(`From 2 to ${groups.length} folds can be made of ${groups.length} groups, not ${k}.`);
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
    description: `fold ${fold + 1} of ${k}, by ${groupName(set)}, seed ${options.seed}`,
  }));
}

/** `count` faces at random, in the set's order; the whole set where it has no more. */
export function randomSubset(set: FaceSet, count: number, options: { seed: number }): FaceSet {
  const chosen = new Set(new Random(options.seed).split('subset').shuffle(set.faces).slice(0, count));
  return subset(set, (face) => chosen.has(face));
}

const groupsOf = (set: FaceSet): string[] => [...new Set(set.faces.map((face) => face.group))].sort();

const groupName = (set: FaceSet): string => (set.landmarkSet.name === 'imm58' ? 'person' : 'photo');

function personNumber(face: Face): number {
  const person = Number(face.labels.person);
  if (!Number.isInteger(person)) throw new Error(`${face.id} belongs to no numbered person: split it by group.`);
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
    throw new Error(`A split needs faces on both sides, but has ${training} and ${validation} (${split.description}).`);
  }
  return split;
}
