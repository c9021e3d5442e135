import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holm } from '../../lib/metrics/holm';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/statistics.json';

describe("Holm's correction", () => {
  it('is that of statsmodels', () => {
    for (const { p, corrected } of golden.holm) assertClose(holm(p), corrected, 1e-12);
  });

  it('does not count comparisons without a p-value', () => {
    assert.deepEqual(holm([0.01, NaN, 0.04]), [0.02, NaN, 0.04]);
    assert.deepEqual(holm([]), []);
  });

  it('never makes a p-value smaller, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (values) => {
        const corrected = holm(values);
        corrected.forEach((p, i) => {
          assert.ok(p >= values[i]! && p <= 1);
          values.forEach((other, k) => assert.ok(other < values[i]! ? corrected[k]! <= p : true));
        });
      }),
    );
  });
});
