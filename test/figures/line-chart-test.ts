import assert from 'node:assert/strict';
import { chart } from '../../lib/figures/chart';
import { learningRateFigure } from '../../lib/figures/learning-rate-finder';
import { cropChart, lineChart } from '../../lib/figures/line-chart';
import { toCsv } from '../../lib/figures/page/csv';
import { smoothed, tracesOf } from '../../lib/figures/page/plotly-traces';
import { matchSnapshot, readable } from '../snapshot';
import { resetFigures } from './fake-notebook';
import { specOf } from './made-up';

const points = [
  { x: 2, y: 1, low: 0.5, high: 1.5 },
  { x: 1, y: 3 },
];
const axes = { x: { title: 'x' }, y: { title: 'y' } };

describe('line charts', () => {
  beforeEach(resetFigures);

  it('join points in their order, with intervals where there are some', () => {
    const figure = lineChart({ 'a, "b"': points, c: [{ x: 1, y: 2 }] }, 'A caption.', { ...axes, logSwitch: 'y' });
    matchSnapshot(readable(figure.html(1).text), 'line-chart.html');
  });

  it('show errors by the size of the crop', () => {
    const figure = cropChart({ A: [2, 1].map((factor) => ({ factor, errors: [3 * factor, 5 * factor] })) });
    const [series] = specOf(figure).series;
    assert.deepEqual(
      [series!.x, series!.y, series!.low, series!.high],
      [
        [1, 2],
        [4, 8],
        [3, 6],
        [5, 10],
      ],
    );
    matchSnapshot(figure.caption, 'crop-chart.txt');
  });

  it('draw symbols of any kind, and describe what has no values', () => {
    const symbols = ['circle', 'diamond', 'square', 'cross', 'line'] as const;
    const series = symbols.map((symbol, i) => ({
      name: symbol,
      color: '#000',
      mark: 'points' as const,
      symbol,
      x: [i],
      y: [symbol === 'line' ? null : i],
    }));
    const rules = [{ axis: 'x', value: 1, label: 'one' } as const];
    matchSnapshot(readable(chart({ ...axes, series, rules }, 'Symbols.').html(1).text), 'symbols.html');
  });

  it('suggest a learning rate, or a wider range', () => {
    const trial = { rates: [1e-5, 1e-4, 1e-3], losses: [1, 0.5, 2] };
    const found = learningRateFigure({ ...trial, suggestion: 3e-5 });
    matchSnapshot(readable(found.html(1).text), 'learning-rate-finder.html');
    const nothing = learningRateFigure({ ...trial, suggestion: undefined });
    matchSnapshot([found, nothing].map(({ caption }) => caption).join('\n'), 'learning-rate-finder.txt');
  });
});

describe('the values of a chart', () => {
  it('are given as CSV', () => {
    const chart = lineChart({ 'a, "b"': points }, 'c', axes);
    assert.equal(toCsv(specOf(chart)), 'series,label,x,y,low,high\r\n"a, ""b""",,1,3,,\r\n"a, ""b""",,2,1,0.5,1.5\r\n');
  });

  it('become Plotly traces: bands below lines, bars at points, without what the legend hides', () => {
    const line = {
      name: 'line',
      color: '#010203',
      mark: 'line',
      x: [1, 2],
      y: [1, 3],
      low: [0, 2],
      high: [2, 4],
    } as const;
    const dots = { ...line, name: 'dots', mark: 'points', symbol: 'line', labels: ['a', 'b'] } as const;
    const spec = specOf(chart({ ...axes, series: [line, dots] }, 'c'));
    const traces = tracesOf(spec, { log: false, smooth: false, hidden: new Set() });
    matchSnapshot(JSON.stringify(traces, null, 1), 'plotly-traces.json');
    assert.equal(tracesOf(spec, { log: false, smooth: true, hidden: new Set(['line']) }).length, 1);
  });

  it('are smoothed without a bend at the start, and keep gaps', () => {
    assert.deepEqual(
      smoothed([5, 5, null, 5]).map((value) => value && Math.round(value * 1e9) / 1e9),
      [5, 5, null, 5],
    );
    const [first, second] = smoothed([1, 0]);
    assert.ok(first === 1 && second! > 0.3 && second! < 0.5);
  });
});
