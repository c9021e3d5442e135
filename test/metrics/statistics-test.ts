import assert from 'node:assert/strict';
import { mean, meanAndSd } from '../../lib/metrics/statistics';

describe('metrics/statistics', () => {
  it('has no deviation for a single run', () => {
    assert.deepEqual(meanAndSd([3]), { mean: 3, sd: NaN, count: 1 });
  });

  it('does not lose a value that is not a number', () => {
    assert.equal(mean([1, NaN]), NaN);
    assert.deepEqual(meanAndSd([1, NaN, 3]), { mean: NaN, sd: NaN, count: 3 });
    assert.deepEqual(meanAndSd([]), { mean: NaN, sd: NaN, count: 0 });
    assert.throws(() => mean([]), RangeError);
  });
});
