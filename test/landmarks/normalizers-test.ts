import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Face } from '../../lib/landmarks/face';
import { boxDiagonal, ownDiagonal } from '../../lib/landmarks/landmark-set';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import { normalizers } from '../../lib/landmarks/normalizers';
import { nmeByFace, normalizedMeanErrors } from '../../lib/metrics/nme';
import { assertClose } from '../transforms/arbitraries';

const pair = { count: 4, normalizer: { name: 'the distance of two landmarks', pair: [0, 1] as const } };
const box = { count: 4, normalizer: boxDiagonal };
const shape = [0, 0, 3, 4, 6, 2, 1, 8];
const scaled = (factor: number, holes: readonly number[] = []): number[] =>
  shape.map((value, i) => (holes.includes(i >> 1) ? NaN : factor * value + 10));

describe('the lengths that the NME is measured in', () => {
  it('are the distance of two landmarks, or the diagonal of the box around all of them', () => {
    assertClose(normalizers([...scaled(1), ...scaled(3)], pair), [5, 15]);
    assertClose(normalizers([...scaled(1), ...scaled(3)], box), [10, 30]);
  });

  it('are estimated, exactly for faces of the same shape, where one of the two landmarks is missing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.constantFrom([0], [1], [0, 2], [0, 1]),
        (factor, holes) => {
          const lengths = normalizers([...scaled(1), ...scaled(factor, holes), ...scaled(2)], pair);
          assertClose(lengths, [5, 5 * factor, 10], 1e-9);
        },
      ),
    );
  });

  it('are those of the other faces, typically, for a face with a single landmark', () => {
    const single = scaled(7, [1, 2, 3]);
    assertClose(normalizers([...scaled(1), ...single, ...scaled(2), ...scaled(2)], pair), [5, 10, 10, 10]);
    assertClose(normalizers([...scaled(1), ...single, ...scaled(3)], box), [10, 20, 30]);
  });

  it('are of the landmarks that a face has', () => {
    assertClose(normalizers(scaled(1, [3]), box), [Math.hypot(6, 4)]);
  });

  it('are those of the other faces, typically, for a face whose landmarks coincide', () => {
    assertClose(normalizers([...scaled(1), ...scaled(0), ...scaled(3)], pair), [5, 10, 15]);
    assertClose(normalizers([...scaled(1), ...scaled(0), ...scaled(3)], box), [10, 20, 30]);
  });

  it('cannot be measured where no face has the two landmarks apart', () => {
    assert.throws(() => normalizers(scaled(1, [0]), pair), /the distance of two landmarks, which cannot be measured/);
    assert.throws(() => normalizers(scaled(0), pair), RangeError);
    assert.throws(() => normalizers(scaled(1), { count: 4, normalizer: ownDiagonal('photo') }), RangeError);
    const left = { ...pair, normalizer: { ...pair.normalizer, pair: [-1, -1] as const } };
    assert.throws(() => normalizers(scaled(1), left), RangeError);
  });

  it('are what the faces bring along, whatever part of the data they are in', () => {
    const faces = [20, 40].map((normalizer) => ({ normalizer }) as Face);
    const crops = [1, 2].map(() => ({ x: 5, y: 5, width: 10, height: 10 }));
    const samples = { faces, crops, landmarks: Float32Array.from([0.5, 0.5, 0, 0]) };
    const landmarkSet = { count: 1, normalizer: ownDiagonal('photo') } as LandmarkSet;
    assertClose(nmeByFace([0.5, 0.9, 0, 0.6], { ...samples, landmarkSet }), [20, 15], 1e-5);
  });

  it('normalize the errors of the landmarks that a face has', () => {
    const predictions = [...scaled(1), ...scaled(1)].map((value, i) => value + (i % 2));
    assertClose(normalizedMeanErrors(predictions, [...scaled(1), ...scaled(1, [0, 3])], pair), [0.2, 0.2]);
  });
});
