import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fromBfloat16s, fromHalf, fromHalves, toHalf, toHalves } from '../../lib/networks/half';
import { torchFixture } from './fixture';

describe('Half precision', () => {
  it('rounds as PyTorch does, from the smallest to the largest numbers', () => {
    const fixture = torchFixture('half');
    const [full, half] = [fixture.get('float32')!, fixture.get('float16')!];
    full.forEach((x, i) => assert.equal(fromHalf(toHalf(x)), half[i], `${x}`));
  });

  it('keeps every half-precision number', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = fromHalf(bits);
      if (!Number.isNaN(value)) assert.equal(toHalf(value), bits, `${value}`);
    }
    assert.ok(Number.isNaN(fromHalf(toHalf(NaN))));
  });

  it('is the same for whole arrays', () => {
    const all = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);
    const values = fromHalves(all);
    for (const bits of all) assert.ok(Object.is(values[bits], fromHalf(bits)), String(bits));
    const numbers = values.filter((value) => !Number.isNaN(value));
    assert.deepEqual([...toHalves(numbers)], Array.from(numbers, toHalf));
  });

  it('never errs by more than half a step', () => {
    fc.assert(
      fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (x) => {
        const error = Math.abs(fromHalf(toHalf(x)) - x);
        return error <= Math.max(Math.abs(x) * 2 ** -11, 2 ** -25);
      }),
    );
  });
});

describe('bfloat16', () => {
  it('is the upper half of a float32', () => {
    assert.deepEqual([...fromBfloat16s(Uint16Array.of(0x3f80, 0xc000, 0x0000, 0x7f80))], [1, -2, 0, Infinity]);
  });
});
