import assert from 'node:assert/strict';
import { extremes } from '../../lib/figures/extremes';

describe('extremes', () => {
  const of = (...values: number[]) => extremes(values, (value) => value);

  it('are the largest and the smallest value', () => {
    assert.deepEqual(of(2, 3, 1), { highest: [3], lowest: [1], tied: false });
    assert.deepEqual(of(2), { highest: [2], lowest: [2], tied: true });
  });

  it('call a tie a tie, also of values that differ in digits that are not shown', () => {
    assert.deepEqual(of(1, 0.4, 0.4, 0.39999), { highest: [1], lowest: [0.4, 0.4, 0.39999], tied: false });
    const rough = extremes(
      [1.26, 1.31],
      (value) => value,
      (value) => value.toFixed(0),
    );
    assert.equal(rough.tied, true);
    assert.deepEqual(of(0.40001, 0.4), { highest: [0.40001, 0.4], lowest: [0.40001, 0.4], tied: true });
  });
});
