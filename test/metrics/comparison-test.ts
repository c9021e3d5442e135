import assert from 'node:assert/strict';
import { compareRuns } from '../../lib/metrics/comparison';

describe('metrics/comparison', () => {
  it('pairs cross-validated runs by fold, over the folds that both have', () => {
    const base = { values: [1, 2, 30, 5], folds: [1, 2, 3, 4] };
    // The run of fold 3 has failed here, that of fold 4 there.
    const others = [
      { values: [1.5, 2.5, 5.5], folds: [1, 2, 4] },
      { values: [5.5, 2.5, 1.5], folds: [4, 2, 1] },
      { values: [1.5, 2.5, 30.5], folds: [1, 2, 3] },
    ];
    for (const { mean } of compareRuns(base, others)) assert.equal(mean, 0.5);
    assert.ok(Number.isNaN(compareRuns(base, [{ values: [1], folds: [9] }])[0]!.mean));
  });
});
