import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mean, meanAndSd } from '../lib/metrics/statistics';
import { Random, threefry } from '../lib/random';

describe('Random', () => {
  // Known answers of the Random123 library that came with the paper: kat_vectors, threefry2x32, 20 rounds.
  it('gives the published values of Threefry-2x32-20', () => {
    const all = 0xffffffff;
    assert.deepEqual(threefry([0, 0], [0, 0]), [0x6b200159, 0x99ba4efe]);
    assert.deepEqual(threefry([all, all], [all, all]), [0x1cb996fc, 0xbb002be7]);
    assert.deepEqual(threefry([0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3]), [0xc4923a9c, 0x483df7a0]);
  });

  it('turns the first block of seed 0 into a fraction of 53 bits', () => {
    assert.equal(new Random(0).uniform(), ((0x6b200159 >>> 5) * 2 ** 26 + (0x99ba4efe >>> 6)) / 2 ** 53);
  });

  it('gives the same numbers for the same seed and others for another', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const [a, b, c] = [new Random(seed), new Random(seed), new Random(seed === 0 ? 1 : seed - 1)];
        const first = [a.uniform(), a.uniform()];
        assert.deepEqual(first, [b.uniform(), b.uniform()]);
        assert.notDeepEqual(first, [c.uniform(), c.uniform()]);
      }),
    );
  });

  it('uses all 53 bits of a seed', () => {
    assert.notEqual(new Random(1).uniform(), new Random(1 + 2 ** 40).uniform());
  });

  it('refuses seeds that are not whole numbers from 0', () => {
    for (const seed of [-1, 0.5, NaN, 2 ** 53]) assert.throws(() => new Random(seed), RangeError);
  });

  it('splits streams that do not depend on what was drawn before', () => {
    const [fresh, used] = [new Random(7), new Random(7)];
    for (let i = 0; i < 10; i++) used.uniform();
    assert.equal(fresh.split('order').uniform(), used.split('order').uniform());
  });

  it('splits different streams for different labels', () => {
    const labels = ['a', 'b', 'ab', 'ba', '', '1', 1, 0, 2 ** 33, 2 ** 33 + 1];
    const firsts = labels.map((label) => new Random(3).split(label).uniform());
    assert.equal(new Set([...firsts, new Random(3).uniform()]).size, labels.length + 1);
  });

  it('is uniform: every sixteenth of the range gets its share, in every stream', () => {
    for (const random of [new Random(1), new Random(1).split('a'), new Random(1).split(5).split(6)]) {
      const counts = new Array<number>(16).fill(0);
      for (let i = 0; i < 16_000; i++) counts[Math.floor(random.uniform() * 16)]!++;
      const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      // 15 degrees of freedom: 0.1% of all streams are above 37.7; these seeds do not.
      assert.ok(chiSquare < 37.7, `chi square ${chiSquare}`);
    }
  });

  it('has uniform first draws over neighboring streams, as augmentation uses them', () => {
    const epoch = new Random(1).split('augmentation').split(3);
    const values = Array.from({ length: 10_000 }, (_, i) => epoch.split(i).uniform());
    assert.ok(Math.abs(mean(values) - 0.5) < 0.012);
    const next = values.slice(1).map((value, i) => (value - 0.5) * (values[i]! - 0.5));
    assert.ok(Math.abs(mean(next)) < 0.003, 'neighbors are correlated');
  });

  it('keeps to the bounds of a range', () => {
    const random = new Random(2);
    for (let i = 0; i < 1000; i++) {
      const value = random.uniform(-3, 2);
      assert.ok(value >= -3 && value < 2);
      assert.ok([0, 1, 2].includes(random.integer(3)));
    }
  });

  it('draws normal numbers', () => {
    const random = new Random(4);
    const values = Array.from({ length: 20_000 }, () => random.normal(3, 2));
    assert.ok(Math.abs(mean(values) - 3) < 0.05);
    assert.ok(Math.abs(meanAndSd(values).sd - 2) < 0.05);
    const within = values.filter((value) => Math.abs(value - 3) < 2).length / values.length;
    assert.ok(Math.abs(within - 0.6827) < 0.01, 'share within one deviation');
  });

  it('chooses each element as likely, and none out of nothing', () => {
    const random = new Random(5);
    const counts = new Map<number, number>();
    for (let i = 0; i < 5000; i++) {
      const angle = random.choice([-15, -5, 0, 5, 15]);
      counts.set(angle, (counts.get(angle) ?? 0) + 1);
    }
    for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 120);
    assert.equal(counts.size, 5);
    assert.throws(() => random.choice([]), RangeError);
  });

  it('shuffles into every order and leaves the list alone', () => {
    const list = [1, 2, 3];
    const orders = new Map<string, number>();
    const random = new Random(6);
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle(list).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    assert.equal(orders.size, 6);
    for (const count of orders.values()) assert.ok(Math.abs(count - 1000) < 130);
    assert.deepEqual(list, [1, 2, 3]);
  });
});
