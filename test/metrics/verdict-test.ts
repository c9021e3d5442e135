import assert from 'node:assert/strict';
import { compareFaces, verdictOf } from '../../lib/metrics/verdict';

describe('metrics/verdict', () => {
  it('claims a difference only if its corrected p-value allows it', () => {
    assert.equal(verdictOf({ mean: -2, margin: 1, p: 0.01 }), 'better');
    assert.equal(verdictOf({ mean: 2, margin: 1, p: 0.01 }), 'worse');
    assert.equal(verdictOf({ mean: 1, margin: 1, p: 0.05 }), 'not significant');
    assert.equal(verdictOf({ mean: 2, margin: 1, p: 0.01, corrected: 0.06 }), 'not significant');
    assert.equal(verdictOf({ mean: 2, margin: NaN, p: NaN }), 'no interval');
    assert.equal(verdictOf({ mean: 0, margin: NaN, p: NaN }), 'no interval');
    assert.equal(verdictOf({ mean: 0, margin: 0, p: 1 }), 'identical');
    assert.equal(verdictOf({ mean: NaN, margin: NaN, p: NaN }), 'diverged');
  });

  const reference = Array.from({ length: 20 }, (_, i) => 5 + (i % 3));
  const shifted = (by: number) => reference.map((error, i) => error + by + 0.1 * (i % 2 === 0 ? 1 : -1));

  it('compares methods face by face', () => {
    const worse = compareFaces(shifted(2), reference);
    assert.equal(worse.verdict, 'worse');
    assert.ok(Math.abs(worse.difference - 2) < 1e-9);
    assert.ok(worse.interval.low <= 2 && worse.interval.high >= 2);
    assert.equal(compareFaces(shifted(-2), reference).verdict, 'better');
    assert.equal(compareFaces(shifted(0), reference).verdict, 'not significant');
  });

  it('finds an error that is not a number worse than any', () => {
    assert.equal(compareFaces([NaN, ...reference.slice(1)], reference).verdict, 'worse');
  });

  it('resamples whole groups, which makes an interval wider when faces of a group are alike', () => {
    const errors = Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 3));
    const groups = errors.map((_, i) => String(Math.floor(i / 10)));
    const zeros = errors.map(() => 0);
    const width = ({ interval: { low, high } }: ReturnType<typeof compareFaces>) => high - low;
    assert.ok(width(compareFaces(errors, zeros, groups)) > 1.5 * width(compareFaces(errors, zeros)));
  });
});
