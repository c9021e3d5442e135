import assert from 'node:assert/strict';
import { decideCrop } from '../../../lib/datasets/own/crop';
import type { BoxlessFace } from '../../../lib/datasets/own/crop';
import { alignShapes } from '../../../lib/landmarks/shape';
import { isDataError } from '../../errors';

const face = (photo: string, landmarks: number[], more: Partial<BoxlessFace> = {}): BoxlessFace => {
  return { photo, width: 200, height: 100, landmarks: Float32Array.from(landmarks), ownPhoto: false, ...more };
};
const small = [50, 50, 70, 50, 60, 60];
const large = [20, 10, 110, 10, 60, 95];
const box = { x: 1, y: 2, width: 30, height: 40 };
const decided = (faces: BoxlessFace[], config = {}) =>
  decideCrop(faces, alignShapes(faces.map(({ landmarks }) => landmarks))?.mean ?? null, config, 'mine');

describe('what the network sees', () => {
  it('is the boxes where at least half have one, and squares around landmarks for the others', () => {
    const { crop, boxes, decision } = decided([face('a', small, { box }), face('b', small)]);
    assert.deepEqual([crop, boxes], ['boxes', [box, { x: 50, y: 45, width: 20, height: 20 }]]);
    assert.match(decision.value, /squares around the landmarks for 1 annotation without one/);
  });

  it('is squares around the landmarks where few or none have a box, or a photo shows several objects', () => {
    const one = face('a', small, { box });
    assert.equal(decided([one, face('b', small), face('c', small)]).crop, 'landmarks');
    assert.equal(decided([face('a', large), face('a', large)]).crop, 'landmarks');
  });

  it('is the whole photo where one object fills it, has one landmark, or was cut out for it', () => {
    assert.deepEqual(decided([face('a', large)]).boxes, [{ x: 0, y: 0, width: 200, height: 100 }]);
    assert.equal(decided([face('a', [5, 5]), face('b', [7, 7])]).crop, 'photo');
    assert.equal(decided([face('a', small, { ownPhoto: true })]).crop, 'photo');
  });

  it('takes missing landmarks to be where the mean shape has them', () => {
    const { boxes } = decided([face('a', small), face('b', small), face('c', [50, 50, 70, 50, NaN, NaN])]);
    assert.deepEqual(boxes[2], boxes[0]);
    const single = decided([face('a', small), face('b', small), face('c', [NaN, NaN, 70, 50, NaN, NaN])]);
    assert.deepEqual(single.boxes[2], { x: 60, y: 40, width: 20, height: 20 });
  });

  it('is never a square around a single landmark, which would show where it is', () => {
    const several = decided([face('a', [5, 5]), face('a', [50, 50])]);
    assert.equal(several.crop, 'photo');
    assert.match(several.decision.basis, /several, which only boxes would tell apart/);
    const { boxes, decision } = decided([face('a', [5, 5], { box }), face('b', [7, 7])]);
    assert.deepEqual(boxes, [box, { x: 0, y: 0, width: 200, height: 100 }]);
    assert.match(decision.value, /the whole photo for 1 annotation/);
    assert.throws(
      () => decided([face('a', [5, 5])], { crop: 'landmarks' }),
      isDataError('landmarks.json', 'crop', 'use "photo" or "boxes"'),
    );
  });

  it('is what landmarks.json says', () => {
    const { crop, decision } = decided([face('a', small, { box })], { crop: 'photo' });
    assert.deepEqual([crop, decision.given], ['photo', true]);
  });
});
