import assert from 'node:assert/strict';
import { Random } from '../../lib/random';
import { searchPlan } from '../../lib/search/plan';
import { drawFrom } from '../../lib/search/range';
import type { SearchRange } from '../../lib/search/range';
import { toy } from '../runs/toy';

const rates: SearchRange = { kind: 'log', low: 1e-5, high: 1e-2, whole: false };
const channels: SearchRange = { kind: 'linear', low: 0, high: 3, whole: true };

const draws = (range: SearchRange, count = 4000): number[] => {
  const random = new Random(7);
  return Array.from({ length: count }, () => drawFrom(range, random) as number);
};
const shareBelow = (values: readonly number[], limit: number): number =>
  values.filter((value) => value < limit).length / values.length;

describe('values of a search', () => {
  it('are drawn from lists', () => {
    const range: SearchRange = { kind: 'values', values: ['a', 'b'] };
    assert.deepEqual(new Set(draws(range, 50) as unknown[]), new Set(['a', 'b']));
  });

  it('are drawn with equal ratios or equal differences, with three digits', () => {
    const log = draws(rates);
    assert.ok(Math.abs(shareBelow(log, 10 ** -3.5) - 0.5) < 0.03);
    assert.ok(Math.min(...log) >= 1e-5 && Math.max(...log) <= 1e-2);
    assert.ok(log.every((value) => Number(value.toPrecision(3)) === value));
    assert.ok(Math.abs(shareBelow(draws({ ...rates, kind: 'linear' }), 5.005e-3) - 0.5) < 0.03);
  });

  it('are whole numbers, both ends included and as likely as the others', () => {
    const whole = draws(channels);
    for (const value of [0, 1, 2, 3]) {
      const share = whole.filter((one) => one === value).length / whole.length;
      assert.ok(Math.abs(share - 0.25) < 0.03, `${value}: ${share}`);
    }
    const log = draws({ kind: 'log', low: 1, high: 8, whole: true });
    assert.deepEqual(
      [...new Set(log)].sort((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    assert.ok(Math.abs(shareBelow(log, 2) - Math.log(1.5 / 0.5) / Math.log(8.5 / 0.5)) < 0.03);
  });
});

describe('the plan of a search', () => {
  const ranges = { learningRate: rates, extraChannels: channels };

  it('draws the same variations for the same seed, however many there are, and others for another', () => {
    const labels = (count: number, seed = 1): string[] =>
      Object.keys(searchPlan(toy, { ranges, count, base: { seed } }).variations ?? {});
    assert.equal(labels(20).length, 20);
    assert.deepEqual(labels(20).slice(0, 5), labels(5));
    assert.notDeepEqual(labels(5, 2), labels(5));
  });

  it('validates on the first fold within the training set, unless another one is asked for', () => {
    assert.equal(searchPlan(toy, { ranges, count: 1 }).base?.fold, 1);
    assert.equal(searchPlan(toy, { ranges, count: 1, base: { fold: 2 } }).base?.fold, 2);
  });

  it('draws each variation once, not the default, and ends where there are no more', () => {
    const { variations } = searchPlan(toy, { ranges: { extraChannels: channels }, count: 50 });
    assert.deepEqual(Object.keys(variations ?? {}).sort(), [
      'extra channels 1',
      'extra channels 2',
      'extra channels 3',
    ]);
  });
});
