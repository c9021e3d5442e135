import assert from 'node:assert/strict';
import type { Config } from '../../../lib/datasets/own/config';
import { decideGroups } from '../../../lib/datasets/own/groups';

const grouped = (photos: readonly string[], config: Config = {}) =>
  decideGroups(
    photos.map((photo) => ({ photo })),
    config,
  );
const series = (names: readonly string[], photos: number) =>
  names.flatMap((name) => Array.from({ length: photos }, (_, i) => `${name}${i + 1}.jpg`));

describe('groups of photos', () => {
  const people = ['anna', 'ben', 'eve', 'joe', 'zoë'];

  it('are names that begin alike, one for each person', () => {
    const { groups, noun, decision } = grouped(
      series(
        people.map((name) => `${name}_0`),
        4,
      ),
    );
    assert.deepEqual([new Set(groups).size, noun], [5, 'group']);
    assert.match(decision.basis, /anna_01.jpg and anna_02.jpg/);
    assert.equal(decision.value, '20 photos in 5 groups');
  });

  it('are the numbers of people, as in the IMM Face Database', () => {
    const photos = Array.from(
      { length: 240 },
      (_, i) => `${String(1 + Math.floor(i / 6)).padStart(2, '0')}-${1 + (i % 6)}m.jpg`,
    );
    const { groups } = grouped(photos);
    assert.deepEqual([new Set(groups).size, groups[6]], [40, '02']);
  });

  it('are not the words that cameras put before numbers', () => {
    for (const word of ['IMG_', 'DSC-', 'frame ', 'trainset/image_']) {
      const { groups, noun } = grouped(series([word], 9));
      assert.deepEqual([new Set(groups).size, noun], [9, 'photo']);
    }
  });

  it('are folders, if there are several of similar size, but not train and test', () => {
    const folders = grouped(
      series(
        people.map((name) => `${name}/IMG_`),
        3,
      ),
    );
    assert.deepEqual([new Set(folders.groups).size, folders.noun], [5, 'folder']);
    assert.equal(grouped(series(['train/', 'test/', 'val/', 'a/', 'b/'], 3)).noun, 'photo');
    assert.equal(grouped(series(['cats/', 'dogs/'], 30)).noun, 'photo');
  });

  it('keep copies with their originals', () => {
    const { groups } = grouped([
      'a.jpg',
      'a_mirror.jpg',
      'a (1).jpg',
      'a - Copy.jpg',
      'b.jpg',
      'b_flip.jpg',
      'c_aug3.jpg',
      'c.jpg',
    ]);
    assert.deepEqual(groups, ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'c']);
  });

  it('do not rest on too few beginnings of names', () => {
    const { noun, decision } = grouped(series(['left_', 'right_'], 20));
    assert.equal(noun, 'photo');
    assert.match(decision.basis, /left, right/);
  });

  it('are what landmarks.json or the annotations say', () => {
    const photos = ['a/x_1.jpg', 'a/x_2.jpg', 'b/y_1.jpg'];
    assert.deepEqual(grouped(photos, { groups: 'folder' }).groups, ['a', 'a', 'b']);
    assert.deepEqual(grouped(photos, { groups: 'name' }).groups, ['a/x', 'a/x', 'b/y']);
    assert.deepEqual(grouped(photos, { groups: 'photo' }).groups, ['a/x_1', 'a/x_2', 'b/y_1']);
    assert.deepEqual(grouped(photos, { groups: { pattern: '_(\\d)' } }).groups, ['1', '2', '1']);
    const named = decideGroups([{ photo: 'a.jpg', group: 'Eve' }, { photo: 'b.jpg' }], {});
    assert.deepEqual([named.groups, named.decision.basis], [['Eve', 'b'], 'annotations']);
  });
});
