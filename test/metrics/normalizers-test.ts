import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boxDiagonal } from '../../lib/landmarks/landmark-set';
import { normalizedMeanErrors } from '../../lib/metrics/nme';
import { normalizers } from '../../lib/metrics/normalizers';
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

  it('cannot be measured without the two landmarks, or where they coincide', () => {
    assert.throws(() => normalizers(scaled(1, [0]), pair), /the distance of two landmarks, which cannot be measured/);
    assert.throws(() => normalizers(scaled(0), pair), /is 0 in face 0/);
    const left = { ...pair, normalizer: { ...pair.normalizer, pair: [-1, -1] as const } };
    assert.throws(() => normalizers(scaled(1), left), RangeError);
  });

  it('normalize the errors of the landmarks that a face has', () => {
    const predictions = [...scaled(1), ...scaled(1)].map((value, i) => value + (i % 2));
    assertClose(normalizedMeanErrors(predictions, [...scaled(1), ...scaled(1, [0, 3])], pair), [0.2, 0.2]);
  });
});
