import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UserError } from '../../lib/errors';
import { schedule } from '../../lib/training/schedules';
import { assertClose } from '../transforms/arbitraries';
import golden from './fixtures/golden.json';

const ratesOf = (...parameters: Parameters<typeof schedule>): number[] =>
  Array.from({ length: parameters[1].steps }, (_, step) => schedule(...parameters)(step));

describe('schedule', () => {
  for (const { steps, warmUp, rates } of golden.oneCycle) {
    it(`one-cycle gives PyTorch's OneCycleLR over ${steps} steps`, () => {
      assertClose(ratesOf('oneCycle', { peak: 2e-3, steps, warmUp }), rates, 1e-12);
    });
  }

  it('constant does not change', () => {
    assert.deepEqual(ratesOf('constant', { peak: 1e-3, steps: 3 }), [1e-3, 1e-3, 1e-3]);
  });

  it('cosine rises in equal steps, reaches the peak, then only falls, towards 0', () => {
    const rates = ratesOf('cosine', { peak: 1, steps: 100, warmUp: 0.1 });
    assertClose(rates.slice(0, 3), [1 / 11, 2 / 11, 3 / 11], 1e-12);
    assert.equal(rates[10], 1);
    for (let step = 11; step < 100; step++) assert.ok(rates[step]! < rates[step - 1]!);
    assert.ok(rates[99]! > 0 && rates[99]! < 1e-3);
    assertClose([rates[55]!], [0.5], 1e-12);
  });

  it('refuses a warm-up outside [0, 1)', () => {
    for (const warmUp of [-0.1, 1, NaN]) {
      assert.throws(() => schedule('oneCycle', { peak: 1, steps: 10, warmUp }), UserError);
    }
  });
});
