import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pairedDifference, welchDifference } from '../../lib/metrics/difference';
import type { TestedDifference } from '../../lib/metrics/difference';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/statistics.json';

const ends = ({ mean, margin, p }: TestedDifference): number[] => [mean - margin, mean + margin, p];

describe('metrics/difference', () => {
  it("has scipy's intervals and p-values, unpaired and paired", () => {
    for (const { values, base, low, high, p } of golden.welch) {
      assertClose(ends(welchDifference(values, base)), [low, high, p], 1e-6);
    }
    for (const { values, base, low, high, p } of golden.paired) {
      assertClose(ends(pairedDifference(values, base)), [low, high, p], 1e-6);
    }
  });

  it('lets pairs that weigh more count for more', () => {
    const [values, base] = [
      [4, 1, 3],
      [1, 1, 1],
    ];
    const even = pairedDifference(values, base);
    assert.deepEqual(pairedDifference(values, base, [7, 7, 7]).mean, even.mean);
    assertClose(ends(pairedDifference(values, base, [7, 7, 7])), ends(even), 1e-9);
    const uneven = pairedDifference(values, base, [2, 1, 1]);
    assert.equal(uneven.mean, 2);
    // Standard error by hand: sqrt(3/2 * (2^2 * 1 + 1 * 4 + 1 * 0)) / 4.
    assertClose([uneven.margin / 4.302652729911275], [Math.sqrt(12) / 4], 1e-6);
  });

  it('has no interval for a single run or without any spread', () => {
    for (const difference of [
      pairedDifference([1], [2]),
      welchDifference([1], [2, 3]),
      welchDifference([1, 1], [2, 2]),
      pairedDifference([1, 1], [2, 2]),
    ]) {
      assert.ok(Number.isNaN(difference.margin) && Number.isNaN(difference.p));
      assert.ok(difference.mean < 0);
    }
  });

  it('needs no test to find that runs are identical, however far they spread', () => {
    assert.deepEqual(welchDifference([0.002, 0.005], [0.002, 0.005]), { mean: 0, margin: 0, p: 1 });
    assert.ok(welchDifference([0.002, 0.005], [0.005, 0.002]).margin > 0);
  });

  it('is not a number where a run has diverged', () => {
    const { mean, p } = welchDifference([NaN, 1], [2, 3]);
    assert.ok(Number.isNaN(mean) && Number.isNaN(p));
  });

  it('does not depend on what both runs of a pair share', () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    const triple = fc.tuple(number, number, number);
    fc.assert(
      fc.property(triple, triple, triple, (a, b, shared) => {
        const plain = pairedDifference(a, b);
        const moved = pairedDifference(
          a.map((x, i) => x + shared[i]!),
          b.map((x, i) => x + shared[i]!),
        );
        assert.ok(Math.abs(plain.mean - moved.mean) < 1e-9);
        if (plain.margin > 1e-6) assert.ok(Math.abs(plain.margin - moved.margin) < 1e-6);
      }),
    );
  });
});
