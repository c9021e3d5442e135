import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ciText,
  differenceText,
  intervalText,
  meanText,
  measuredNumber,
  measuredText,
  pText,
  pValue,
  signed,
  valueText,
} from '../lib/quantity';

const [plain, percent, px] = [{ unit: '' }, { unit: '%' }, { unit: 'px' }];
/** Spaces at which no line ends, made visible. */
const shown = (text: string): string => text.replaceAll('\u00a0', '_');

describe('quantity', () => {
  it('writes values with their unit: three digits, percentages with two decimals', () => {
    assert.deepEqual(
      [valueText(0.00305, plain), valueText(0, plain), valueText(15.634, percent), valueText(28.24, px)].map(shown),
      ['0.00305', '0', '15.63%', '28.2_px'],
    );
  });

  it('writes means with two digits of their deviation', () => {
    const value = { mean: 0.003051, sd: 0.001472 };
    assert.equal(shown(measuredText(value, plain)), '0.0031_±_0.0015');
    assert.equal(meanText(value, plain), '0.0031');
    assert.equal(shown(measuredText({ mean: 27.44, sd: 3.21 }, px)), '27.4_±_3.2_px');
    assert.equal(shown(measuredNumber({ mean: 27.44, sd: 3.21 }, px)), '27.4_±_3.2');
    assert.equal(shown(measuredText({ mean: 9.1234, sd: 0.035 }, percent)), '9.12_±_0.04%');
    assert.equal(shown(measuredText({ mean: 58_573_260, sd: 3e7 }, plain)), '58,573,260_±_30,000,000');
  });

  it('writes single runs like any value', () => {
    for (const of of [plain, px, percent]) {
      for (const mean of [0.00305, 27.44, 1234.5]) {
        assert.equal(measuredText({ mean, sd: NaN }, of), valueText(mean, of));
        assert.equal(meanText({ mean, sd: NaN }, of), valueText(mean, of));
      }
    }
    const missing = { mean: NaN, sd: NaN };
    assert.deepEqual([measuredText(missing, percent), meanText(missing, px), valueText(NaN, percent)], ['–', '–', '–']);
  });

  it('begins a mean with its deviation as it writes the mean alone', () => {
    const positive = fc.double({ min: 1e-5, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (mean, sd) => {
        assert.ok(measuredText({ mean, sd }, plain).startsWith(`${meanText({ mean, sd }, plain)}\u00a0±`));
      }),
    );
  });

  it('writes differences with a sign, and with two digits of the margin', () => {
    assert.deepEqual([signed(0.5, 2), signed(-0.5, 2), signed(-0.0004, 2)], ['+0.50', '−0.50', '0.00']);
    assert.equal(shown(differenceText({ mean: 0.00348, margin: 0.00493 }, plain)), '+0.0035_±_0.0049');
    assert.equal(differenceText({ mean: -0.00348, margin: NaN }, plain), '−0.00348');
    assert.equal(differenceText({ mean: 0, margin: 0 }, plain), '0');
    assert.equal(shown(differenceText({ mean: 2.051, margin: 0.1 }, percent)), '+2.05_±_0.10');
  });

  it('writes intervals with the digits of what they are about', () => {
    const comparison = { difference: 2.051, interval: { low: 1.9, high: 2.2 } };
    assert.equal(intervalText(comparison, percent), '+2.05 percentage points, 95% CI +1.90 to +2.20');
    assert.equal(shown(intervalText(comparison, px)), '+2.05_px, 95% CI +1.90 to +2.20');
    assert.equal(ciText({ low: 3.471, high: 3.83 }, percent), '95% CI 3.47% to 3.83%');
  });

  it('writes p-values that nobody takes for zero', () => {
    assert.deepEqual([0.5, 0.1, 0.0321, 0.00009].map(pValue).map(shown), ['0.50', '0.10', '0.032', '<_0.001']);
    assert.deepEqual([0.0321, 0].map(pText).map(shown), ['p_=_0.032', 'p_<_0.001']);
    assert.equal(pValue(NaN), '–');
  });
});
