import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatDuration, formatNumber, formatValue, words } from '../../lib/report/format';

describe('format', () => {
  it('writes durations', () => {
    const durations = [0.42, 12.4, 59.7, 200, 3900].map(formatDuration);
    assert.deepEqual(durations, ['0.4 s', '12 s', '1 min 0 s', '3 min 20 s', '1 h 5 min']);
  });

  it('writes numbers with three significant digits', () => {
    assert.deepEqual([0.0031234, 9.71e-5, 240, 12.345, NaN].map(formatNumber), [
      '0.00312',
      '9.71e-5',
      '240',
      '12.3',
      'NaN',
    ]);
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (value) => {
        const read = Number(formatNumber(value).replaceAll(',', ''));
        assert.ok(Math.abs(read - value) <= 0.00501 * value, `${value} became ${read}`);
      }),
    );
  });

  it('writes names as words', () => {
    assert.equal(words('validationMse'), 'validation MSE');
    assert.equal(words('validationMsePlus20'), 'validation MSE plus 20');
    assert.deepEqual([0.0005, 15, 'auto', true, 0].map(formatValue), ['5e-4', '15', 'auto', 'true', '0']);
  });
});
