import assert from 'node:assert/strict';
import { powerOf, runsNeeded } from '../../lib/metrics/power';
import golden from './fixtures/statistics.json';

describe('the power of a comparison', () => {
  it('is that of statsmodels', () => {
    for (const { effect, significance, atTen } of golden.power) {
      assert.ok(Math.abs(powerOf(effect, 10, significance) - atTen) < 1e-5, `effect ${effect}`);
    }
  });

  it('needs as many runs as statsmodels finds', () => {
    for (const { effect, significance, runs } of golden.power) {
      assert.equal(runsNeeded(effect, significance), runs, `effect ${effect}`);
      assert.equal(runsNeeded(-effect, significance), runs);
    }
  });

  it('has no answer for what nobody will try, or does not know', () => {
    assert.deepEqual(
      [0, 0.01].map((effect) => runsNeeded(effect)),
      [Infinity, Infinity],
    );
    assert.ok(Number.isNaN(runsNeeded(NaN)));
    assert.equal(runsNeeded(Infinity), 2);
  });
});
