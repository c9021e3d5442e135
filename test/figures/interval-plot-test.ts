import assert from 'node:assert/strict';
import { intervalPlot, MEAN_LOOK } from '../../lib/figures/interval-plot';
import { toCsv } from '../../lib/figures/page/csv';
import { matchSnapshot, readable } from '../snapshot';
import { resetFigures } from './fake-notebook';
import { specOf } from './made-up';

describe('interval plots', () => {
  beforeEach(resetFigures);

  const figure = intervalPlot(
    [
      { label: 'first', value: 3, low: 2, high: 9, dots: [{ value: 2.5, label: 'seed 1' }], kind: 'better' },
      { label: 'second one', value: 4, reference: 5 },
      { label: 'only dots', value: NaN, dots: [{ value: 1, label: 'seed 2' }] },
    ],
    'Three rows.',
    {
      x: { title: 'NME (%)', range: [0, 6] },
      kinds: { mean: MEAN_LOOK, better: { color: 'green', symbol: 'circle' } },
      names: { dot: 'one seed', reference: 'baseline' },
      rules: [{ axis: 'x', value: 1, label: 'goal', remark: 'one' }],
    },
  );

  it('list their rows from the top, with dots below the values', () => {
    const { series, y, height } = specOf(figure);
    assert.deepEqual(
      y.ticks!.map(({ value, label }) => [value, label]),
      [
        [2, 'first'],
        [1, 'second one'],
        [0, 'only dots'],
      ],
    );
    assert.deepEqual(
      series.map(({ name, x, y }) => [name, x, y]),
      [
        ['one seed', [2.5, 1], [1.76, -0.24]],
        ['baseline', [5], [1]],
        ['mean', [4], [1]],
        ['better', [3], [2]],
      ],
    );
    assert.ok(height > 200);
  });

  it('draw intervals along the rows, cut off at the end of the axis', () => {
    matchSnapshot(readable(figure.html(1).text), 'interval-plot.html');
  });

  it('name their rows in downloads', () => {
    assert.match(toCsv(specOf(figure)), /better,first,3,first,2,9/);
  });
});
