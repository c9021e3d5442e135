import assert from 'node:assert/strict';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import type { Dataset } from '../../lib/samples/dataset';
import { selectLandmarks } from '../../lib/samples/dataset';

const landmarkSet: LandmarkSet = {
  name: 'imm58',
  count: 4,
  parts: [
    { name: 'eyes', landmarks: [0, 1], closed: false },
    { name: 'nose', landmarks: [3, 2], closed: false },
  ],
  mirror: [1, 0, 2, 3],
  noseTip: 3,
  outerEyeCorners: [0, 1],
};
const landmarks = Float32Array.from({ length: 16 }, (_, i) => i / 16);
const samples = { landmarkSet, landmarks, faces: [{}, {}], width: 4, height: 3 } as unknown as Dataset;

describe('samples/select', () => {
  it('keeps the coordinates of the chosen landmarks, in the order asked for', () => {
    const { landmarks: chosen, landmarkSet } = selectLandmarks(samples, [3, 0, 1]);
    assert.deepEqual(
      [...chosen].map((value) => 16 * value),
      [6, 7, 0, 1, 2, 3, 14, 15, 8, 9, 10, 11],
    );
    assert.equal(landmarkSet.count, 3);
    assert.deepEqual(landmarkSet.mirror, [0, 2, 1]);
    assert.equal(landmarkSet.noseTip, 0);
    assert.deepEqual(landmarkSet.outerEyeCorners, [1, 2]);
    assert.deepEqual(landmarkSet.parts, [
      { name: 'eyes', landmarks: [1, 2], closed: false },
      { name: 'nose', landmarks: [0], closed: false },
    ]);
  });

  it('refuses unknown landmarks and half a pair', () => {
    assert.throws(() => selectLandmarks(samples, [4]), RangeError);
    assert.throws(() => selectLandmarks(samples, [0]), RangeError);
  });
});
