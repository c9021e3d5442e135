import assert from 'node:assert/strict';
import { mean, meanAndSd } from '../../lib/metrics/statistics';

describe('metrics/statistics', () => {
  it('has no deviation for a single run', () => {
    assert.deepEqual(meanAndSd([3]), { mean: 3, sd: NaN, count: 1 });
  });

  it('weighs values that count for more', () => {
    assert.deepEqual(meanAndSd([1, 4], [3, 1]), { mean: 1.75, sd: Math.sqrt(4.5), count: 2 });
    assert.deepEqual(meanAndSd([1, 4], [2, 2]), meanAndSd([1, 4]));
  });

  it('does not lose a value that is not a number', () => {
    assert.equal(mean([1, NaN]), NaN);
    assert.deepEqual(meanAndSd([1, NaN, 3]), { mean: NaN, sd: NaN, count: 3 });
    assert.deepEqual(meanAndSd([]), { mean: NaN, sd: NaN, count: 0 });
    assert.throws(() => mean([]), RangeError);
  });
});
