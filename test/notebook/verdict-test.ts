import assert from 'node:assert/strict';
import {
  compareFaces,
  differenceText,
  list,
  intervalText,
  signed,
  valueText,
  verdictOf,
} from '../../lib/notebook/verdict';

describe('notebook/verdict', () => {
  it('claims a difference only if its interval excludes zero', () => {
    assert.equal(verdictOf({ mean: -2, margin: 1 }), 'better');
    assert.equal(verdictOf({ mean: 2, margin: 1 }), 'worse');
    assert.equal(verdictOf({ mean: 1, margin: 1 }), 'not significant');
    assert.equal(verdictOf({ mean: 2, margin: NaN }), 'single run');
    assert.equal(verdictOf({ mean: 0, margin: NaN }), 'identical');
    assert.equal(verdictOf({ mean: 0, margin: 0 }), 'identical');
    assert.equal(verdictOf({ mean: 0, margin: 1 }), 'not significant');
  });

  it('compares methods face by face', () => {
    const reference = Array.from({ length: 20 }, (_, i) => 5 + (i % 3));
    const shifted = (by: number) => reference.map((error, i) => error + by + 0.1 * (i % 2 === 0 ? 1 : -1));
    const worse = compareFaces(shifted(2), reference);
    assert.equal(worse.verdict, 'worse');
    assert.ok(Math.abs(worse.difference - 2) < 1e-9);
    assert.ok(worse.interval.low <= 2 && worse.interval.high >= 2);
    assert.equal(compareFaces(shifted(-2), reference).verdict, 'better');
    assert.equal(compareFaces(shifted(0), reference).verdict, 'not significant');
  });

  it('resamples whole groups, which makes an interval wider when faces of a group are alike', () => {
    const errors = Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 3));
    const groups = errors.map((_, i) => String(Math.floor(i / 10)));
    const zeros = errors.map(() => 0);
    const width = ({ interval: { low, high } }: ReturnType<typeof compareFaces>) => high - low;
    assert.ok(width(compareFaces(errors, zeros, groups)) > 1.5 * width(compareFaces(errors, zeros)));
  });

  it('writes numbers with signs, units and as many digits as are known', () => {
    assert.deepEqual(
      [0.00305, 0].map((value) => valueText(value, { unit: '' })),
      ['0.00305', '0'],
    );
    assert.equal(valueText(3.65, { unit: '%' }), '3.65%');
    assert.equal(valueText(28.24, { unit: 'px' }), '28.2 px');
    assert.deepEqual([signed(0.5, 2), signed(-0.5, 2), signed(-0.0004, 2)], ['+0.50', '−0.50', '0.00']);
    assert.equal(differenceText({ mean: 0.00348, margin: 0.00493 }), '+0.0035 ± 0.0049');
    assert.equal(differenceText({ mean: -0.00348, margin: NaN }), '−0.00348');
    assert.equal(
      intervalText({ difference: 2.051, interval: { low: 1.9, high: 2.2 } }, '%'),
      '+2.05 percentage points, 95% CI +1.90 to +2.20',
    );
    assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(list), ['', 'a', 'a and b', 'a, b and c']);
  });
});
