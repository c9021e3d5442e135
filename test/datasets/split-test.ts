import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Face, FaceSet, Split } from '../../lib/landmarks/face';
import { imm58 } from '../../lib/landmarks/imm58';
import { folds, randomSubset, splitByGroup, splitByPerson, splitByPhoto } from '../../lib/datasets/split';

function faceSet(groups: string[]): FaceSet {
  const faces = groups.map((group, i): Face => ({
    id: `${i}`,
    photo: `${i}.jpg`,
    width: 1,
    height: 1,
    landmarks: new Float32Array(),
    box: { x: 0, y: 0, width: 1, height: 1 },
    group,
    labels: { person: group },
  }));
  return { title: '', landmarkSet: imm58, faces, generated: false, folder: '', checksum: '' };
}

const people = faceSet(Array.from({ length: 240 }, (_, i) => String(1 + Math.floor(i / 6)).padStart(2, '0')));
const ids = (set: FaceSet) => set.faces.map((face) => face.id);
const groups = (set: FaceSet) => new Set(set.faces.map((face) => face.group));

function assertPartition(set: FaceSet, { training, validation }: Split): void {
  assert.deepEqual([...ids(training), ...ids(validation)].sort(), [...ids(set)].sort());
}

const manyGroups = fc.array(fc.integer({ min: 0, max: 9 }).map(String), { minLength: 10, maxLength: 60 });

describe('splits', () => {
  it('by person: 1 to 32 train, 33 to 40 validate', () => {
    const split = splitByPerson(people);
    assertPartition(people, split);
    assert.equal(split.training.faces.length, 192);
    assert.deepEqual([...groups(split.validation)], ['33', '34', '35', '36', '37', '38', '39', '40']);
  });

  it('by person: refuses faces without people, and people who all train', () => {
    assert.throws(() => splitByPerson(faceSet(['afw/1', 'afw/2'])), /belongs to no numbered person/);
    assert.throws(() => splitByPerson(faceSet(['1', '2'])), /faces on both sides, but has 2 and 0/);
  });

  it('by photo: leaks identities, says so, and depends on the seed alone', () => {
    const split = splitByPhoto(people, { seed: 7 });
    assertPartition(people, split);
    assert.equal(split.validation.faces.length, 48);
    assert.match(split.description, /leaks identity/);
    assert.deepEqual(ids(splitByPhoto(people, { seed: 7 }).validation), ids(split.validation));
    assert.notDeepEqual(ids(splitByPhoto(people, { seed: 8 }).validation), ids(split.validation));
    assert.ok([...groups(split.validation)].some((group) => groups(split.training).has(group)));
  });

  it('by group: no group on both sides', () => {
    fc.assert(
      fc.property(manyGroups, fc.nat(), (list, seed) => {
        const set = faceSet(list);
        fc.pre(groups(set).size >= 5);
        const split = splitByGroup(set, { seed });
        assertPartition(set, split);
        for (const group of groups(split.validation)) assert.ok(!groups(split.training).has(group));
      }),
    );
  });
});

describe('folds', () => {
  it('validate each face once and never on a group that trains', () => {
    fc.assert(
      fc.property(manyGroups, fc.integer({ min: 2, max: 5 }), fc.nat(), (list, k, seed) => {
        const set = faceSet(list);
        fc.pre(groups(set).size >= k);
        const splits = folds(set, k, { seed });
        const validated = splits.flatMap((split) => ids(split.validation));
        assert.deepEqual(validated.sort(), [...ids(set)].sort());
        for (const split of splits) {
          assertPartition(set, split);
          for (const group of groups(split.validation)) assert.ok(!groups(split.training).has(group));
        }
      }),
    );
  });

  it('are of equal size where the groups are', () => {
    const sizes = folds(people, 4, { seed: 1 }).map((split) => split.validation.faces.length);
    assert.deepEqual(sizes, [60, 60, 60, 60]);
  });

  it('cannot be more than there are groups', () => {
    assert.throws(() => folds(faceSet(['a', 'b']), 3, { seed: 1 }), /From 2 to 2 folds/);
    assert.throws(() => folds(faceSet(['a', 'b']), 1, { seed: 1 }), RangeError);
  });
});

describe('randomSubset', () => {
  it('has the faces asked for, in the order of the set', () => {
    const chosen = randomSubset(people, 100, { seed: 3 });
    assert.equal(chosen.faces.length, 100);
    const numbers = ids(chosen).map(Number);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    assert.deepEqual(ids(randomSubset(people, 1000, { seed: 3 })), ids(people));
  });
});
