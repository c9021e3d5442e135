import assert from 'node:assert/strict';
import type { Face } from '../../lib/landmarks/face';
import { resampledGroups } from '../../lib/notebook/distance';

describe('resampledGroups', () => {
  const faces = ['a', 'a', 'b'].map((group) => ({ group }) as Face);

  it('keeps the photos of a person together, and a reader’s own photos of one group', () => {
    assert.deepEqual(resampledGroups(faces, { groupName: 'person' }), ['a', 'a', 'b']);
    assert.deepEqual(resampledGroups(faces, { groupName: 'photo', own: true }), ['a', 'a', 'b']);
  });

  it('draws the faces of one photo by themselves: they are different people', () => {
    assert.equal(new Set(resampledGroups(faces, { groupName: 'photo' })).size, 3);
  });
});
