import type { Data, ErrorBar, PlotData } from 'plotly.js';
import { isValue } from '../chart-spec';
import type { ChartSpec, Series, Switches } from '../chart-spec';
import { smoothed } from '../smooth';
import { plain } from './plain';
import { faded } from './theme';
import type { Theme } from './theme';

const SYMBOLS = {
  circle: 'circle',
  diamond: 'diamond',
  square: 'square',
  triangle: 'triangle-up',
  cross: 'x-thin',
  dot: 'circle',
} as const;

/**
 * A chart's series as Plotly traces: bands first, so that lines are drawn over them. Where lines are smoothed, they are
 * drawn over their faint values.
 */
export function tracesOf(spec: ChartSpec, { smooth, log, hidden }: Switches, theme: Theme): Data[] {
  const shown = spec.series.filter((series) => !hidden.has(series.legend ?? series.name));
  const lines = shown.filter(({ mark }) => mark === 'line');
  const { sigma } = spec.smooth ?? {};
  if (smooth && sigma !== undefined) {
    const raw = lines.map((series) => faintOf(spec, series, theme));
    const smoothLines = shown.map((series) =>
      series.mark === 'line' ? { ...series, y: smoothed(series.y, sigma, log.y) } : series,
    );
    return [...raw, ...smoothLines.map((series) => traceOf(spec, series, theme))];
  }
  const bands = shown.filter(({ mark, low, high }) => mark !== 'points' && low && high);
  return [...bands.map((series) => bandOf(series, theme)), ...shown.map((series) => traceOf(spec, series, theme))];
}

function traceOf(spec: ChartSpec, series: Series, theme: Theme): Data {
  const { mark, symbol, labels, faces } = series;
  const color = theme[series.color];
  const named = labels ?? faces?.map((id) => spec.faces?.[id]?.title ?? id);
  const size = symbol === 'dot' ? 5 : 8;
  const last = series.y.map(isValue).lastIndexOf(true);
  return {
    type: 'scatter',
    name: plain(series.name),
    mode: mark === 'points' ? 'markers' : mark === 'line' && !symbol ? 'lines' : 'lines+markers',
    x: [...series.x],
    y: [...series.y],
    line: { color, width: 2, dash: series.dash ?? 'solid', ...(spec.steps && { shape: 'hv' as const }) },
    marker: {
      color,
      // A line carries its symbol at its end.
      size: mark === 'line' ? series.y.map((_, i) => (i === last ? size : 0)) : size,
      symbol: SYMBOLS[symbol ?? 'circle'],
      opacity: symbol === 'dot' ? 0.6 : faces ? 0.75 : 1,
      line: { width: symbol === 'cross' ? 2.5 : 0, color },
    },
    // The symbol at a line's end may reach beyond the plot, the interval of a mean may not.
    cliponaxis: mark === 'points',
    ...(faces && { customdata: [...faces] }),
    ...(named && { text: named.map(plain) }),
    ...hoverOf(spec, series, named !== undefined),
    ...(mark === 'points' && { [series.intervals === 'x' ? 'error_x' : 'error_y']: intervalsOf(series, color) }),
  };
}

/** Faces are shown on a card, values of lines in a readout; Plotly labels only other points. */
function hoverOf(
  spec: ChartSpec,
  { mark, symbol, faces }: Series,
  isNamed: boolean,
): Pick<PlotData, 'hovertemplate'> | Pick<PlotData, 'hoverinfo'> {
  if (faces || mark !== 'points') return { hoverinfo: 'none' };
  const hasLines = spec.series.some((one) => one.mark !== 'points');
  if (hasLines && symbol === 'dot') return { hoverinfo: 'skip' };
  const first = isNamed ? '%{text}<br>' : '';
  const x = spec.x.ticks ? '' : `${plain(spec.x.title)} %{x}: `;
  const name = spec.series.length > 1 && !isNamed ? '%{fullData.name}<br>' : '';
  const value = spec.y.ticks ? '%{x:.3~g}' : `${x}<b>%{y:.3~g}</b>`;
  return { hovertemplate: `${first}${name}${value}<extra></extra>` };
}

function intervalsOf({ x, y, low, high, intervals }: Series, color: string): ErrorBar {
  const middle = intervals === 'x' ? x : y;
  if (!low || !high) return { visible: false } as ErrorBar;
  return {
    type: 'data',
    symmetric: false,
    array: high.map((end, i) => (end ?? NaN) - (middle[i] ?? NaN)),
    arrayminus: low.map((end, i) => (middle[i] ?? NaN) - (end ?? NaN)),
    color,
    thickness: 1.5,
    width: 0,
  };
}

function faintOf(spec: ChartSpec, series: Series, theme: Theme): Data {
  return {
    type: 'scatter',
    mode: 'lines',
    x: [...series.x],
    y: [...series.y],
    line: { color: faded(theme[series.color], 0.45), width: 1.25, dash: series.dash ?? 'solid' },
    hoverinfo: 'skip',
    showlegend: false,
  };
}

function bandOf({ x, low, high, color }: Series, theme: Theme): Data {
  const ends = x.map((_, i) => i).filter((i) => isValue(low![i]) && isValue(high![i]));
  const backwards = [...ends].reverse();
  return {
    type: 'scatter',
    mode: 'lines',
    x: [...ends, ...backwards].map((i) => x[i]!),
    y: [...ends.map((i) => high![i]!), ...backwards.map((i) => low![i]!)],
    line: { width: 0 },
    fill: 'toself',
    fillcolor: faded(theme[color], 0.17),
    hoverinfo: 'skip',
    showlegend: false,
  };
}
