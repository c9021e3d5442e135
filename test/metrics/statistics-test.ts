import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mean, meanAndSd, pairedDifference, studentQuantile } from '../../lib/metrics/statistics';

describe('metrics/statistics', () => {
  it('gives the paired t-interval of a worked example', () => {
    // R: t.test(c(0.7,-1.6,-0.2,-1.2,-0.1,3.4,3.7,0.8,0,2), c(1.9,0.8,1.1,0.1,-0.1,4.4,5.5,1.6,4.6,3.4), paired = TRUE)
    const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { mean, margin } = pairedDifference(drug1, drug2);
    assert.ok(Math.abs(mean - -1.58) < 1e-9);
    assert.ok(Math.abs(mean - margin - -2.4598858) < 1e-3);
    assert.ok(Math.abs(mean + margin - -0.7001142) < 1e-3);
  });

  it('has no deviation and no interval for a single run', () => {
    assert.deepEqual(meanAndSd([3]), { mean: 3, sd: NaN, count: 1 });
    assert.ok(Number.isNaN(pairedDifference([1], [2]).margin));
  });

  it('does not lose a value that is not a number', () => {
    assert.equal(mean([1, NaN]), NaN);
    assert.deepEqual(meanAndSd([1, NaN, 3]), { mean: NaN, sd: NaN, count: 3 });
    assert.deepEqual(meanAndSd([]), { mean: NaN, sd: NaN, count: 0 });
    assert.throws(() => mean([]), RangeError);
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
        assert.ok(Math.abs(plain.margin - moved.margin) < 1e-6);
      }),
    );
  });

  it('approaches the normal distribution', () => {
    for (let degrees = 2; degrees < 60; degrees++) {
      assert.ok(studentQuantile(degrees) <= studentQuantile(degrees - 1), String(degrees));
    }
    assert.ok(Math.abs(studentQuantile(1e6) - 1.96) < 1e-4);
  });
});
