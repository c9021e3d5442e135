import assert from 'node:assert/strict';
import type { Series } from '../../lib/figures/chart-spec';
import { nearestPlace, valuesAt } from '../../lib/figures/page/values-at';

const series = (
  name: string,
  x: readonly number[],
  y: readonly (number | null)[],
  rest: Partial<Series> = {},
): Series => ({
  ...{ name, color: 'blue', mark: 'line', x, y },
  ...rest,
});

const long = series('long', [1, 2, 3], [0.3, 0.2, 0.1], { low: [0.2, 0.1, null], high: [0.4, 0.3, null] });
const short = series('short', [1, 2], [3, null]);

describe('the values at the pointer', () => {
  it('are those of the nearest place that has some', () => {
    assert.equal(nearestPlace([long, short], 2.4, false), 2);
    assert.equal(nearestPlace([long], -7, false), 1);
    assert.equal(nearestPlace([series('a', [1, 100], [1, 1])], 20, true), 100, 'by the logarithm');
    assert.equal(nearestPlace([], 1, false), undefined);
  });

  it('come with their intervals, and without series that have none', () => {
    const read = (x: number) => valuesAt({}, [long, short], x).map(({ name, text }) => `${name} ${text}`);
    assert.deepEqual(read(1), ['long 0.300 (0.200 to 0.400)', 'short 3.00']);
    assert.deepEqual(read(2), ['long 0.200 (0.100 to 0.300)']);
    assert.deepEqual(read(3), ['long 0.100']);
  });

  it('hold until the next one in a distribution', () => {
    const [first] = valuesAt({ steps: true }, [series('a', [0, 2, 4], [0, 50, 100])], 3.9);
    assert.equal(first!.y, 50);
    assert.deepEqual(valuesAt({ steps: true }, [series('a', [2, 4], [50, 100])], 1), []);
  });
});
