import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { errorsByLabel, argsort } from '../../lib/metrics/groups';

describe('errorsByLabel', () => {
  const faces = ['b', 'a', 'b'].map((person) => ({ labels: { person } }));

  it('are grouped in the order of the names', () => {
    assert.deepEqual(errorsByLabel([1, 2, 3], faces, 'person'), [
      { name: 'a', mean: 2, errors: [2], indices: [1] },
      { name: 'b', mean: 2, errors: [1, 3], indices: [0, 2] },
    ]);
  });

  it('need a label that all faces have', () => {
    assert.throws(() => errorsByLabel([1, 2, 3], faces, 'pose'), RangeError);
  });
});

describe('argsort', () => {
  it('orders from the smallest to the largest, ties in their order', () => {
    assert.deepEqual(argsort([3, 1, 2, 1]), [1, 3, 2, 0]);
  });
});
