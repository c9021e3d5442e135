import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  count,
  duration,
  fixed,
  formatDate,
  formatValue,
  list,
  percent,
  sharedDecimals,
  significant,
  textTable,
} from '../lib/format';

describe('numbers in figures', () => {
  it('have as many significant digits as asked, and no exponent where it can be avoided', () => {
    assert.equal(significant(0.0031249), '0.00312');
    assert.equal(significant(11_240_008, 8), '11,240,008');
    assert.equal(significant(2.5e-7), '2.50e−7');
    assert.equal(significant(-12.345), '−12.3');
    assert.equal(significant(0), '0');
    assert.equal(significant(NaN), '–');
  });

  it('stay within half a unit of their last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e6, noNaN: true }), (value) => {
        const read = Number(significant(value).replaceAll(',', ''));
        assert.ok(Math.abs(read - value) <= 0.00501 * value, `${value} became ${significant(value)}`);
      }),
    );
  });

  it('share decimals in a column: enough for the smallest, none for whole numbers', () => {
    assert.equal(sharedDecimals([0.0031, 0.00017]), 6);
    assert.equal(sharedDecimals([12, 240, 0]), 0);
    assert.equal(sharedDecimals([12.5, 240]), 1);
    assert.equal(fixed(1234.5, 1), '1,234.5');
  });

  it('tell durations as people write them', () => {
    const durations = [0.42, 9.97, 12.4, 59.7, 200, 3900].map(duration);
    assert.deepEqual(durations, ['0.4 s', '10 s', '12 s', '1 min 0 s', '3 min 20 s', '1 h 5 min']);
  });

  it('tell percentages, values of parameters and dates', () => {
    assert.equal(percent(3.6497), '3.65%');
    assert.deepEqual(
      [count(2, 'epoch'), count(2, 'batch'), count(1, 'body'), count(2, 'body')],
      ['2 epochs', '2 batches', '1 body', '2 bodies'],
    );
    assert.deepEqual([0.0005, 0.01, 15, 'auto', true, 0].map(formatValue), ['5e-4', '0.01', '15', 'auto', 'true', '0']);
    assert.equal(formatDate('2026-11-24T07:15:30.000Z'), 'November 24, 2026, 07:15 UTC');
  });
});

describe('a list in a sentence', () => {
  it('has a comma before the last of three items, and semicolons where items have commas outside brackets', () => {
    assert.deepEqual(
      [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a, b', 'c'], ['a, b', 'c', 'd'], ['a (b, c)', 'd']].map(list),
      ['', 'a', 'a and b', 'a, b, and c', 'a, b; and c', 'a, b; c; and d', 'a (b, c) and d'],
    );
  });
});

describe('format/textTable', () => {
  it('aligns names to the left and numbers to the right', () => {
    const rows = [
      ['8 photos', '1,864', ''],
      ['all photos', '12', '+0.5 ± 0.1'],
    ];
    assert.equal(
      textTable(['set', 'faces', 'difference'], rows),
      ['set         faces  difference', '8 photos    1,864', 'all photos     12  +0.5 ± 0.1'].join('\n'),
    );
  });
});
