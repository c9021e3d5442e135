import assert from 'node:assert/strict';
import fc from 'fast-check';
import { domainOf, makeScale, ticksOf } from '../../lib/figures/scale';
import { wrapLabel } from '../../lib/figures/ticks';

const LINEAR = { title: '' };
const LOG = { title: '', log: true };
const EPOCHS = { title: '', whole: true };

describe('scales of charts', () => {
  it('begin measured values at zero, and end at a round number', () => {
    assert.deepEqual(domainOf(LINEAR, [10.2, 17.9], 'measured'), [0, 20]);
    assert.deepEqual(domainOf(LINEAR, [-0.3, 1.1], 'measured'), [-0.5, 1.5]);
    assert.deepEqual(domainOf(LINEAR, [-3, -2], 'measured'), [-3, 0]);
    assert.deepEqual(domainOf({ title: '', range: [3, 4] }, [10], 'measured'), [3, 4]);
  });

  it('end logarithmic axes of measured values at 1, 2 or 5 times a power of ten', () => {
    assert.deepEqual(domainOf(LOG, [0.0012, 0.0123], 'measured'), [0.001, 0.02]);
    assert.deepEqual(domainOf(LOG, [0.001, 0.01], 'measured'), [0.001, 0.01]);
    assert.deepEqual(domainOf(LOG, [-1, 0, 6], 'measured'), [5, 10]);
    assert.deepEqual(domainOf(LOG, [5], 'measured'), [2.5, 10]);
  });

  it('begin epochs at zero and end them at the last one', () => {
    for (const last of [1, 2, 15, 17, 150, 200]) assert.deepEqual(domainOf(EPOCHS, [1, last], 'given'), [0, last]);
  });

  it('leave a margin around the places of measurements', () => {
    assert.deepEqual(domainOf(LINEAR, [1, 2], 'given'), [0.96, 2.04]);
    assert.deepEqual(domainOf(LINEAR, [2], 'given'), [1.8, 2.2]);
    const [low, high] = domainOf(LOG, [10, 1000], 'given');
    assert.ok(low > 8 && low < 10 && high > 1000 && high < 1250);
  });

  it('place every value between the ends, larger ones farther on', () => {
    const values = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 2 });
    const kinds = fc.constantFrom('measured' as const, 'given' as const);
    fc.assert(
      fc.property(values, fc.boolean(), kinds, (list, log, kind) => {
        const axis = { title: '', log };
        const scale = makeScale(axis, domainOf(axis, list, kind), [0, 100]);
        const sorted = [...list].sort((a, b) => a - b).map((value) => scale.place(value));
        sorted.forEach((place, i) => {
          assert.ok(place >= -1e-9 && place <= 100 + 1e-9);
          if (i > 0) assert.ok(place >= sorted[i - 1]!);
        });
        const [from, to] = scale.domain;
        assert.ok(scale.ticks.length > 1 && scale.ticks.every(({ value }) => value >= from && value <= to));
      }),
    );
  });

  it('have no place for zero on a logarithmic axis', () => {
    assert.ok(Number.isNaN(makeScale(LOG, [1, 10], [0, 1]).place(0)));
  });

  it('have an extent for one value and for none', () => {
    for (const axis of [LINEAR, LOG, EPOCHS]) {
      for (const values of [[], [3], [0]]) {
        const scale = makeScale(axis, domainOf(axis, values, 'measured'), [0, 10]);
        assert.ok(Number.isFinite(scale.place(3)));
      }
    }
  });
});

describe('ticks', () => {
  const labels = (axis: Parameters<typeof ticksOf>[0], low: number, high: number, last?: number) =>
    ticksOf(axis, [low, high], last).map(({ label }) => label);

  it('are round numbers with as many decimals as each other', () => {
    assert.deepEqual(labels(LINEAR, 0, 1), ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    assert.deepEqual(labels(LINEAR, -3, 22), ['0', '5', '10', '15', '20']);
    assert.deepEqual(labels(LINEAR, 0, 2000), ['0', '500', '1,000', '1,500', '2,000']);
    assert.deepEqual(labels(LINEAR, -0.5, 0.5), ['−0.4', '−0.2', '0.0', '0.2', '0.4']);
  });

  it('mark the last epoch', () => {
    assert.deepEqual(labels(EPOCHS, 0, 15), ['0', '5', '10', '15']);
    assert.deepEqual(labels(EPOCHS, 0, 150), ['0', '50', '100', '150']);
    assert.deepEqual(labels(EPOCHS, 0, 200), ['0', '50', '100', '150', '200']);
    assert.deepEqual(labels(EPOCHS, 0, 17), ['0', '5', '10', '17']);
    assert.deepEqual(labels(EPOCHS, 0, 1), ['0', '1']);
    for (let last = 1; last < 300; last++) assert.equal(labels(EPOCHS, 0, last).at(-1), String(last));
    assert.deepEqual(labels(EPOCHS, 2.4, 5.3, 15), ['3', '4', '5'], 'zoomed in');
  });

  it('are powers of ten on a logarithmic axis, with what lies between them where there are few', () => {
    assert.deepEqual(labels(LOG, 0.0009, 0.021), ['0.001', '0.002', '0.005', '0.01', '0.02']);
    assert.deepEqual(labels(LOG, 0.0011, 0.0014).length, 7);
    assert.equal(labels(LOG, 1e-12, 1e12).length, 13);
  });

  it('have one notation on an axis', () => {
    assert.deepEqual(labels(LOG, 1e-6, 1), ['1e−6', '1e−5', '1e−4', '1e−3', '1e−2', '1e−1', '1e0']);
    assert.deepEqual(labels(LOG, 1e-4, 1e-2), ['0.0001', '0.0002', '0.0005', '0.001', '0.002', '0.005', '0.01']);
    assert.deepEqual(labels(LINEAR, 0, 1e-4), ['0', '2e−5', '4e−5', '6e−5', '8e−5', '1e−4']);
    const ends = fc.double({ min: -9, max: 9, noNaN: true });
    fc.assert(
      fc.property(ends, ends, fc.boolean(), (a, b, log) => {
        fc.pre(Math.abs(a - b) > 0.01);
        const [low, high] = [10 ** Math.min(a, b), 10 ** Math.max(a, b)];
        const shown = labels({ title: '', log }, low, high).filter((label) => label !== '0');
        assert.equal(new Set(shown.map((label) => label.includes('e'))).size, 1, shown.join());
        assert.equal(new Set(shown).size, shown.length, 'no two alike');
      }),
    );
  });

  it('break long labels between words', () => {
    assert.deepEqual(wrapLabel('frontal, spot light from the left'), ['frontal, spot', 'light from', 'the left']);
  });
});
