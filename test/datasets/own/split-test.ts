import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FEW_PHOTOS, splitByGroup, splitOwn } from '../../../lib/datasets/own/split';
import type { Face, FaceSet } from '../../../lib/landmarks/face';
import { imm58 } from '../../../lib/landmarks/imm58';
import { isDataError } from '../../errors';
import { matchSnapshot } from '../../snapshot';

function faceSet(groups: readonly string[]): FaceSet {
  const faces = groups.map((group, i) => ({ id: `${i}`, photo: `${i}.jpg`, group }) as Face);
  return { title: '', landmarkSet: imm58, faces, groupName: 'person', generated: false, folder: 'mine', checksum: '' };
}

const groupsOf = (set: FaceSet) => new Set(set.faces.map(({ group }) => group));
const people = (count: number, photos: number) =>
  faceSet(Array.from({ length: count * photos }, (_, i) => `${Math.floor(i / photos)}`));

describe('splitByGroup', () => {
  it('holds out whole groups, about a fifth of the faces, and never everything', () => {
    const manyGroups = fc.array(fc.integer({ min: 0, max: 12 }).map(String), { minLength: 2, maxLength: 80 });
    fc.assert(
      fc.property(manyGroups, fc.nat(), (groups, seed) => {
        const set = faceSet(groups);
        fc.pre(groupsOf(set).size > 1);
        const { training, validation } = splitByGroup(set, { seed });
        assert.equal(training.faces.length + validation.faces.length, set.faces.length);
        assert.ok(training.faces.length > 0 && validation.faces.length > 0);
        for (const group of groupsOf(validation)) assert.ok(!groupsOf(training).has(group));
      }),
    );
    for (const seed of [1, 2, 3]) assert.equal(splitByGroup(people(40, 6), { seed }).validation.faces.length, 48);
  });

  it('depends on the seed alone', () => {
    const held = (seed: number) => [...groupsOf(splitByGroup(people(20, 2), { seed }).validation)];
    assert.deepEqual(held(7), held(7));
    assert.notDeepEqual(held(7), held(8));
  });
});

describe('splitOwn', () => {
  it('cross-validates few photos and says what that is worth', () => {
    const { splits, warning } = splitOwn(people(FEW_PHOTOS - 1, 1), { seed: 1 });
    assert.equal(splits.length, 5);
    assert.equal(splitOwn(people(3, 4), { seed: 1 }).splits.length, 3);
    const enough = splitOwn(people(FEW_PHOTOS, 1), { seed: 1 });
    assert.deepEqual([enough.splits.length, enough.warning], [1, null]);
    matchSnapshot(`${warning}\nsplit ${enough.splits[0]!.description}`, 'split.txt');
  });

  it('refuses a single group', () => {
    assert.throws(() => splitOwn(people(1, 9), { seed: 1 }), isDataError('mine', 'one group', 'landmarks.json'));
  });
});
