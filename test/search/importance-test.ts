import assert from 'node:assert/strict';
import { mean } from '../../lib/metrics/statistics';
import { Random } from '../../lib/random';
import { importances } from '../../lib/search/importance';

/** Variations whose error depends on `a` alone. */
function variations(count: number, noise: number) {
  const random = new Random(3);
  return Array.from({ length: count }, () => {
    const changes = { b: random.uniform(), a: random.uniform(), c: random.integer(2) === 1 };
    return { changes, error: Math.exp(3 * changes.a + random.normal(0, noise)) };
  });
}

describe('the importance of parameters', () => {
  it('is high for what decides the error, and about zero for the rest', () => {
    const found = importances(variations(80, 0.1));
    assert.deepEqual(found.map(({ name }) => name)[0], 'a');
    const [a, ...others] = found;
    // Quartiles leave 1/16 of the variance of a uniform number within the classes.
    assert.ok(Math.abs(a!.share - 15 / 16) < 0.03, String(a!.share));
    assert.ok(a!.interval.low < a!.share && a!.share < a!.interval.high);
    for (const { share, name } of others) assert.ok(share < 0.1, `${name}: ${share}`);
  });

  it('is zero on average where nothing matters', () => {
    const random = new Random(5);
    const shares = Array.from({ length: 30 }, () => {
      const some = Array.from({ length: 40 }, () => ({
        changes: { a: random.uniform() },
        error: random.uniform(1, 2),
      }));
      return importances(some)[0]!.share;
    });
    // Shares below zero are written as zero, so the mean is a little above it; eta squared would be 3/39.
    assert.ok(mean(shares) < 0.06, String(mean(shares)));
  });

  it('is not given for few variations, and passes over errors that are not finite', () => {
    assert.deepEqual(importances(variations(19, 0.1)), []);
    const broken = variations(20, 0.1).map((one, i) => (i === 0 ? { ...one, error: NaN } : one));
    assert.deepEqual(importances(broken), []);
  });
});
