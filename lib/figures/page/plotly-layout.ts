import { extent } from 'd3-array';
import type { Layout, LayoutAxis } from 'plotly.js';
import type { Axis, ChartSpec, Switches } from '../chart-spec';
import { logDigits, tickLabel, wrapLabel } from '../scale';

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/**
 * The layout all charts share, in the colors of paper. On the screen the style sheet puts the page's colors over
 * these, so that light and dark need no new drawing.
 */
export function layoutOf(spec: ChartSpec, switches: Switches): Partial<Layout> {
  const log = (axis: 'x' | 'y') => (spec.logSwitch === axis ? switches.log : Boolean(spec[axis].log));
  const yValues = spec.series.flatMap(({ y }) => y.filter((value) => value !== null));
  return {
    height: spec.height,
    autosize: true,
    margin: { t: 12, r: 12, b: 48, l: 56 },
    paper_bgcolor: '#fff',
    plot_bgcolor: '#fff',
    font: { family: FONT, size: 13, color: '#333' },
    showlegend: false,
    hovermode: 'closest',
    hoverdistance: 24,
    hoverlabel: { font: { family: FONT, size: 13 }, align: 'left' },
    dragmode: matchMedia('(pointer: coarse)').matches ? false : 'zoom',
    xaxis: axisOf(
      spec.x,
      spec.series.flatMap(({ x }) => [...x]),
      log('x'),
    ),
    yaxis: axisOf(spec.y, yValues, log('y')),
    shapes: spec.rules.map((rule) => ({
      type: 'line',
      line: { color: '#7f7f7f', width: 1.5, dash: 'dot' },
      ...(rule.axis === 'y'
        ? { xref: 'paper', x0: 0, x1: 1, y0: rule.value, y1: rule.value }
        : { yref: 'paper', y0: 0, y1: 1, x0: rule.value, x1: rule.value }),
    })),
    annotations: spec.rules.map((rule) => ({
      text: rule.label,
      showarrow: false,
      font: { size: 12, color: '#666' },
      ...(rule.axis === 'y'
        ? { xref: 'paper', x: 1, xanchor: 'right', y: place(rule.value, log('y')), yanchor: 'bottom' }
        : { yref: 'paper', y: 1, yanchor: 'top', x: place(rule.value, log('x')), xanchor: 'left' }),
    })),
  };
}

/** Annotations on a logarithmic axis are placed by the logarithm, shapes by the value. */
const place = (value: number, log: boolean): number => (log ? Math.log10(value) : value);

/**
 * Ticks at all powers of ten, so that they are right for any zoom; with 2 and 5 times each over few decades. Plotly
 * chooses its own where values lie so close together that fewer than two of these would show.
 */
function decadeTicks(values: readonly number[]): Partial<LayoutAxis> {
  const [low = 1, high = 1] = extent(values.filter((value) => value > 0));
  const digits = logDigits(low, high);
  const tickvals = Array.from({ length: 24 }, (_, i) => digits.map((digit) => Number(`${digit}e${i - 12}`))).flat();
  if (tickvals.filter((value) => value >= low && value <= high).length < 2) return {};
  return { tickvals, ticktext: tickvals.map(tickLabel) };
}

function axisOf(axis: Axis, values: readonly number[], log: boolean): Partial<LayoutAxis> {
  return {
    title: { text: axis.title, standoff: 10 },
    type: log ? 'log' : 'linear',
    automargin: true,
    gridcolor: '#e6e6e6',
    zeroline: false,
    fixedrange: false,
    exponentformat: 'power',
    ...(log ? decadeTicks(values) : axis.whole && Math.max(...values) < 12 && { dtick: 1 }),
    ...(axis.range && { range: axis.range.map((end) => place(end, log)) }),
    ...(axis.ticks && {
      tickvals: axis.ticks.map((tick) => tick.value),
      ticktext: axis.ticks.map((tick) => wrapLabel(tick.label).join('<br>')),
      showgrid: false,
    }),
  };
}
