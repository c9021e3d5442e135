import assert from 'node:assert/strict';
import { imm58 } from '../../lib/landmarks/imm58';
import { mirrorLandmarks } from '../../lib/landmarks/landmark-set';
import { isMissing, presentCount, presentLandmarks } from '../../lib/landmarks/missing';

describe('missing landmarks', () => {
  it('are those without coordinates', () => {
    const landmarks = [1, 2, NaN, NaN, 0, 0];
    assert.deepEqual(
      [0, 1, 2].map((index) => isMissing(landmarks, index)),
      [false, true, false],
    );
    assert.deepEqual(presentLandmarks(landmarks), [0, 2]);
    assert.equal(presentCount(landmarks), 2);
    assert.equal(presentCount([]), 0);
  });

  it('stay missing when mirrored, on the other side', () => {
    const landmarks = new Float32Array(2 * imm58.count).fill(10);
    const [right, left] = imm58.normalizer.pair!;
    landmarks.fill(NaN, 2 * right, 2 * right + 2);
    const mirrored = mirrorLandmarks(imm58, landmarks, 100);
    assert.equal(presentCount(mirrored), imm58.count - 1);
    assert.ok(isMissing(mirrored, left));
  });
});
