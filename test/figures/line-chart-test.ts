import assert from 'node:assert/strict';
import type { PlotData } from 'plotly.js';
import { chart } from '../../lib/figures/chart';
import { initialSwitches } from '../../lib/figures/chart-axes';
import type { Series } from '../../lib/figures/chart-spec';
import { learningRateFigure } from '../../lib/figures/learning-rate-finder';
import { cropChart, lineChart } from '../../lib/figures/line-chart';
import { toCsv } from '../../lib/figures/page/csv';
import { tracesOf } from '../../lib/figures/page/plotly-traces';
import type { Theme } from '../../lib/figures/page/theme';
import { SERIES_COLORS } from '../../lib/figures/palette';
import { smoothed } from '../../lib/figures/smooth';
import { matchSnapshot, readable } from '../snapshot';
import { resetFigures } from './fake-notebook';
import { specOf } from './made-up';

const points = [
  { x: 2, y: 1, low: 0.5, high: 1.5 },
  { x: 1, y: 3 },
];
/** A page whose colors all are rgb(1, 2, 3). */
const THEME = Object.fromEntries(
  ['text', 'muted', 'grid', 'background', 'border', ...SERIES_COLORS].map((name) => [name, 'rgb(1, 2, 3)']),
) as Theme;

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
    const symbols = ['circle', 'diamond', 'square', 'triangle', 'cross', 'dot'] as const;
    const series = symbols.map((symbol, i) => ({
      name: symbol,
      color: 'ink' as const,
      mark: 'points' as const,
      symbol,
      x: [i],
      y: [symbol === 'dot' ? null : i],
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
      color: 'blue',
      mark: 'line',
      x: [1, 2],
      y: [1, 3],
      low: [0, 2],
      high: [2, 4],
    } as const;
    const dots = { ...line, name: 'dots', mark: 'points', symbol: 'dot', labels: ['a', 'b'] } as const;
    const spec = specOf(chart({ ...axes, series: [line, dots] }, 'c'));
    const traces = tracesOf(spec, initialSwitches(spec), THEME);
    matchSnapshot(JSON.stringify(traces, null, 1), 'plotly-traces.json');
    assert.equal(tracesOf(spec, { ...initialSwitches(spec), hidden: new Set(['line']) }, THEME).length, 1);
  });

  it('are drawn smoothed over the faint values, without bands', () => {
    const line = {
      name: 'a',
      color: 'blue',
      mark: 'line',
      x: [1, 2, 3],
      y: [1, 3, 1],
      low: [0, 2, 0],
      high: [2, 4, 2],
    };
    const spec = { ...specOf(chart({ ...axes, series: [line as Series] }, 'c')), smooth: { sigma: 1, unit: 'epochs' } };
    const [faint, smooth, ...others] = tracesOf(spec, { ...initialSwitches(spec), smooth: true }, THEME);
    assert.deepEqual(
      [faint, others.length],
      [{ ...faint, y: line.y, line: { ...(faint as PlotData).line, color: 'rgba(1, 2, 3, 0.45)' } }, 0],
    );
    assert.deepEqual((smooth as PlotData).y, smoothed(line.y, 1));
  });
});

describe('smoothing', () => {
  const rounded = (values: readonly (number | null)[]) => values.map((value) => value && Math.round(value * 1e6) / 1e6);

  it('leaves straight lines as they are, at the ends too, and gaps', () => {
    assert.deepEqual(rounded(smoothed([5, 5, null, 5], 2)), [5, 5, null, 5]);
    assert.deepEqual(rounded(smoothed([1, 2, 3, 4, 5, 6], 1)), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(rounded(smoothed([1, 10, 100, 1000], 1, true)), [1, 10, 100, 1000], 'on a logarithmic axis');
    assert.deepEqual(rounded(smoothed([7], 1)), [7]);
    assert.deepEqual(smoothed([0, 1], 1, true)[0], null);
  });

  it('does not lag: a fall crosses a value where it did', () => {
    const fall = Array.from({ length: 40 }, (_, i) => 1 / (1 + Math.exp((i - 20) / 2)));
    const crossing = (values: readonly (number | null)[]) => values.findIndex((value) => value! < 0.5);
    assert.equal(crossing(smoothed(fall, 3)), crossing(fall));
  });

  it('takes noise out', () => {
    const noise = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    assert.ok(
      smoothed(noise, 2)
        .slice(6, -6)
        .every((value) => Math.abs(value!) < 0.01),
    );
  });
});
