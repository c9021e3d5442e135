import type { Data } from 'plotly.js';
import { SYMBOLS_ON_LINE } from '../chart-spec';
import type { ChartSpec, Series, Switches } from '../chart-spec';

const SYMBOLS = { circle: 'circle', diamond: 'diamond', square: 'square', cross: 'x', line: 'line-ew' } as const;

/** A chart's series as Plotly traces, bands first so that lines are drawn over them. */
export function tracesOf(spec: ChartSpec, { smooth, hidden }: Switches): Data[] {
  const shown = spec.series.filter((series) => !hidden.has(series.legend ?? series.name));
  const bands = shown.filter((series) => series.mark !== 'points' && series.low && series.high).flatMap(bandOf);
  return [...bands, ...shown.map((series) => traceOf(spec, series, smooth))];
}

function traceOf(spec: ChartSpec, series: Series, smooth: boolean): Data {
  const { color, mark, symbol = 'circle', labels, faces } = series;
  const line = mark !== 'points';
  const named = labels ?? faces?.map((id) => spec.faces?.[id]?.title ?? id);
  const bars = mark === 'points' && series.low && series.high;
  return {
    type: 'scatter',
    name: series.name,
    mode: mark === 'line' ? 'lines' : mark === 'points' ? 'markers' : 'lines+markers',
    x: [...series.x],
    y: smooth && line ? smoothed(series.y) : [...series.y],
    line: { color, width: 2, dash: series.dash ?? 'solid' },
    marker: {
      color,
      size: symbol === 'line' ? 20 : 7,
      ...(mark === 'line and points' && series.x.length > SYMBOLS_ON_LINE && { maxdisplayed: SYMBOLS_ON_LINE }),
      symbol: SYMBOLS[symbol],
      opacity: faces ? 0.75 : 1,
      line: { width: symbol === 'line' ? 2.5 : 0, color },
    },
    ...(faces && { customdata: [...faces] }),
    ...(named && { text: [...named] }),
    // Faces are shown on a card, which Plotly's own label must not cover.
    ...(faces ? { hoverinfo: 'none' as const } : { hovertemplate: template(spec, named !== undefined) }),
    ...(bars && {
      error_y: {
        type: 'data' as const,
        symmetric: false,
        array: series.high.map((high, i) => (high ?? NaN) - (series.y[i] ?? NaN)),
        arrayminus: series.low.map((low, i) => (series.y[i] ?? NaN) - (low ?? NaN)),
        color,
        thickness: 1.5,
        width: 0,
      },
    }),
  };
}

function template(spec: ChartSpec, named: boolean): string {
  const first = named ? '%{text}<br>' : '';
  const x = spec.x.ticks ? '' : `${spec.x.title} %{x}: `;
  return `${first}${spec.series.length > 1 && !named ? '%{fullData.name}<br>' : ''}${x}<b>%{y:.3~g}</b><extra></extra>`;
}

function bandOf(series: Series): Data[] {
  const ends = series.x
    .map((_, i) => i)
    .filter((i) => typeof series.low![i] === 'number' && typeof series.high![i] === 'number');
  const backwards = [...ends].reverse();
  return [
    {
      type: 'scatter',
      mode: 'lines',
      x: [...ends, ...backwards].map((i) => series.x[i]!),
      y: [...ends.map((i) => series.high![i]!), ...backwards.map((i) => series.low![i]!)],
      line: { width: 0 },
      fill: 'toself',
      fillcolor: `${series.color}2a`,
      hoverinfo: 'skip',
      showlegend: false,
    },
  ];
}

/** Weight of the past in the running mean. */
const WEIGHT = 0.7;

/** Exponential moving average, with the bias correction that TensorBoard uses. Gaps stay gaps. */
export function smoothed(values: readonly (number | null)[]): (number | null)[] {
  let sum = 0;
  let seen = 0;
  return values.map((value) => {
    if (value === null) return null;
    sum = WEIGHT * sum + (1 - WEIGHT) * value;
    seen += 1;
    return sum / (1 - WEIGHT ** seen);
  });
}
