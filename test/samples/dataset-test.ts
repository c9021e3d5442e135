import assert from 'node:assert/strict';
import { UserError } from '../../lib/errors';
import type { Face } from '../../lib/landmarks/face';
import { outerEyeCorners } from '../../lib/landmarks/landmark-set';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import { selectFaces, selectLandmarks } from '../../lib/samples/dataset';
import type { Dataset } from '../../lib/samples/dataset';
import { imagesInMemory } from '../../lib/samples/images';
import { bytesOf } from './bytes';

const landmarkSet: LandmarkSet = {
  name: 'four',
  count: 4,
  parts: [],
  mirror: [1, 0, 2, 3],
  noseTip: 3,
  symmetric: true,
  normalizer: outerEyeCorners(0, 1),
};
const faces = ['a', 'b'].map((id) => ({ id }) as Face);
const dataset: Dataset = {
  landmarkSet,
  faces,
  width: 2,
  height: 1,
  images: imagesInMemory(Uint8Array.from([1, 2, 3, 4]), 2),
  landmarks: Float32Array.from({ length: 16 }, (_, i) => i),
  crops: [0, 1].map((x) => ({ x, y: 0, width: 2, height: 1 })),
  crop: { scale: 1 },
};

describe('selectFaces', () => {
  it('has images, landmarks and crops of the faces, in the order asked for', () => {
    const selected = selectFaces(dataset, [faces[1]!, faces[0]!]);
    assert.deepEqual([...bytesOf(selected.images)], [3, 4, 1, 2]);
    assert.deepEqual([...selected.landmarks], [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(
      selected.crops.map(({ x }) => x),
      [1, 0],
    );
    assert.deepEqual([...bytesOf(selectFaces(dataset, [faces[1]!]).images)], [3, 4]);
  });

  it('refuses a face of another dataset', () => {
    assert.throws(() => selectFaces(dataset, [{ id: 'c' } as Face]), UserError);
  });
});

describe('selectLandmarks', () => {
  it('keeps the coordinates of the landmarks, in the order asked for, and the images', () => {
    const selected = selectLandmarks(dataset, [3, 0, 1]);
    assert.deepEqual([...selected.landmarks], [6, 7, 0, 1, 2, 3, 14, 15, 8, 9, 10, 11]);
    assert.deepEqual(selected.landmarkSet.mirror, [0, 2, 1]);
    assert.equal(selected.images, dataset.images);
  });

  it('refuses half a pair', () => {
    assert.throws(() => selectLandmarks(dataset, [0]), RangeError);
  });
});
