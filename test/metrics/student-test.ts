import assert from 'node:assert/strict';
import { studentP, studentQuantile } from '../../lib/metrics/student';

describe('metrics/student', () => {
  it('approaches the normal distribution', () => {
    for (let degrees = 2; degrees < 60; degrees++) {
      assert.ok(studentQuantile(degrees) <= studentQuantile(degrees - 1), String(degrees));
    }
    assert.ok(Math.abs(studentQuantile(1e6) - 1.96) < 1e-4);
  });

  it('has p-values that fit its quantiles, for whole and other degrees of freedom', () => {
    for (const degrees of [1, 2.5, 9, 46.2]) {
      assert.ok(Math.abs(studentP(studentQuantile(degrees), degrees) - 0.05) < 1e-9);
      assert.ok(Math.abs(studentP(-studentQuantile(degrees, 0.9), degrees) - 0.2) < 1e-9);
    }
    assert.equal(studentP(0, 3), 1);
  });

  it('knows nothing without degrees of freedom', () => {
    assert.ok([studentQuantile(0), studentQuantile(NaN), studentP(1, 0), studentP(1, NaN)].every(Number.isNaN));
  });
});
