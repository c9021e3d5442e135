import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logTicks, makeScale, tickLabel, wrapLabel } from '../../lib/figures/scale';

describe('scales of static charts', () => {
  it('mark round numbers', () => {
    const labels = (low: number, high: number, whole = false) =>
      makeScale({ title: '', range: [low, high], whole }, [], [0, 1]).ticks.map(({ label }) => label);
    assert.deepEqual(labels(0, 1), ['0', '0.2', '0.4', '0.6', '0.8', '1']);
    assert.deepEqual(labels(-3, 22), ['0', '5', '10', '15', '20']);
    assert.deepEqual(labels(1, 3, true), ['1', '2', '3']);
    assert.deepEqual(labels(0, 2000), ['0', '500', '1,000', '1,500', '2,000']);
  });

  it('mark powers of ten on a logarithmic axis, and what lies between them where there are few', () => {
    const labels = (low: number, high: number) => logTicks(low, high).map(tickLabel);
    assert.deepEqual(labels(0.0009, 0.021), ['0.001', '0.002', '0.005', '0.01', '0.02']);
    assert.deepEqual(labels(1e-6, 1), ['1e−6', '1e−5', '1e−4', '0.001', '0.01', '0.1', '1']);
    assert.deepEqual(labels(0.0011, 0.0014), ['0.0011', '0.00115', '0.0012', '0.00125', '0.0013', '0.00135', '0.0014']);
    assert.deepEqual(labels(1e-12, 1e12).length, 13);
  });

  it('place every value between the ends, larger ones farther on', () => {
    const values = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(values, fc.boolean(), (list, log) => {
        const scale = makeScale({ title: '', log }, list, [0, 100]);
        const sorted = [...list].sort((a, b) => a - b).map((value) => scale.place(value));
        sorted.forEach((place, i) => {
          assert.ok(place >= -1e-9 && place <= 100 + 1e-9);
          if (i > 0) assert.ok(place >= sorted[i - 1]!);
        });
      }),
    );
  });

  it('have no place for zero on a logarithmic axis', () => {
    assert.ok(Number.isNaN(makeScale({ title: '', log: true }, [0, 1, 10], [0, 1]).place(0)));
  });

  it('have an extent for one value and for none', () => {
    for (const log of [false, true]) {
      for (const values of [[], [3], [0]]) {
        const scale = makeScale({ title: '', log }, values, [0, 10]);
        assert.ok(Number.isFinite(scale.place(3)));
      }
    }
  });

  it('break long labels between words', () => {
    assert.deepEqual(wrapLabel('frontal, spot light from the left'), ['frontal, spot', 'light from', 'the left']);
  });
});
