import assert from 'node:assert/strict';
import type { LandmarkScheme } from '../../lib/landmarks/landmark-set';
import type { Samples } from '../../lib/samples/dataset';
import { selectPoints } from '../../lib/samples/select';

const scheme: LandmarkScheme = {
  name: 'imm58',
  count: 4,
  parts: [
    { name: 'eyes', points: [0, 1], closed: false },
    { name: 'nose', points: [3, 2], closed: false },
  ],
  mirror: [1, 0, 2, 3],
  noseTip: 3,
  outerEyeCorners: [0, 1],
};
const points = Float32Array.from({ length: 16 }, (_, i) => i / 16);
const samples = { scheme, points, faces: [{}, {}], width: 4, height: 3 } as unknown as Samples;

describe('samples/select', () => {
  it('keeps the coordinates of the chosen points, in the order asked for', () => {
    const { points: chosen, scheme } = selectPoints(samples, [3, 0, 1]);
    assert.deepEqual(
      [...chosen].map((value) => 16 * value),
      [6, 7, 0, 1, 2, 3, 14, 15, 8, 9, 10, 11],
    );
    assert.equal(scheme.count, 3);
    assert.deepEqual(scheme.mirror, [0, 2, 1]);
    assert.equal(scheme.noseTip, 0);
    assert.deepEqual(scheme.outerEyeCorners, [1, 2]);
    assert.deepEqual(scheme.parts, [
      { name: 'eyes', points: [1, 2], closed: false },
      { name: 'nose', points: [0], closed: false },
    ]);
  });

  it('refuses unknown points and half a pair', () => {
    assert.throws(() => selectPoints(samples, [4]), /no point 4/);
    assert.throws(() => selectPoints(samples, [0]), /needs its mirror image 1/);
  });
});
