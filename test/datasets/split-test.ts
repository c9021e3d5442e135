import assert from 'node:assert/strict';
import fc from 'fast-check';
import { folds, randomSubset, splitByPerson, splitByPhoto } from '../../lib/datasets/split';
import { UserError } from '../../lib/errors';
import type { Face, FaceSet, Split } from '../../lib/landmarks/face';
import { imm58 } from '../../lib/landmarks/imm58';
import { isDataError } from '../errors';
import { matchSnapshot } from '../snapshot';

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
  return { title: '', landmarkSet: imm58, faces, groupName: 'person', generated: false, folder: '', checksum: '' };
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
    assert.throws(() => splitByPerson(faceSet(['afw/1', 'afw/2'])), isDataError('0'));
    assert.throws(() => splitByPerson(faceSet(['1', '2'])), isDataError('2 for training', '0 for validation'));
  });

  it('by photo: leaks identities, says so, and depends on the seed alone', () => {
    const split = splitByPhoto(people, { seed: 7 });
    assertPartition(people, split);
    assert.equal(split.validation.faces.length, 48);
    assert.deepEqual(ids(splitByPhoto(people, { seed: 7 }).validation), ids(split.validation));
    assert.notDeepEqual(ids(splitByPhoto(people, { seed: 8 }).validation), ids(split.validation));
    assert.ok([...groups(split.validation)].some((group) => groups(split.training).has(group)));
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
    for (const k of [3, 1, 1.5]) assert.throws(() => folds(faceSet(['a', 'b']), k, { seed: 1 }), UserError);
  });
});

describe('descriptions of splits', () => {
  it('complete "split ...", and say where identities leak', () => {
    const splits = [splitByPerson(people), splitByPhoto(people, { seed: 7 }), folds(people, 4, { seed: 0 })[1]!];
    matchSnapshot(splits.map(({ description }) => `split ${description}`).join('\n'), 'splits.txt');
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
