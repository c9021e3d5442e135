import type { Layout, LayoutAxis } from 'plotly.js';
import type { ChartAxes, DrawnAxis } from '../chart-axes';
import type { ChartSpec, Switches } from '../chart-spec';
import { ticksOf } from '../scale';
import type { Domain } from '../scale';
import { wrapLabel } from '../ticks';
import { plain } from './plain';
import type { Theme } from './theme';

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** The layout that all charts share; axes and margins are those of the still image. */
export function layoutOf(
  spec: ChartSpec,
  { x, y, margin }: ChartAxes,
  { hidden }: Pick<Switches, 'hidden'>,
  theme: Theme,
): Partial<Layout> {
  return {
    height: spec.height,
    autosize: true,
    margin: { t: margin.top, r: margin.right, b: margin.bottom, l: margin.left },
    paper_bgcolor: 'transparent',
    plot_bgcolor: 'transparent',
    font: { family: FONT, size: 13, color: theme.muted },
    showlegend: false,
    hovermode: 'closest',
    hoverdistance: 24,
    hoverlabel: {
      font: { family: FONT, size: 13, color: theme.text },
      align: 'left',
      bgcolor: theme.background,
      bordercolor: theme.border,
    },
    dragmode: matchMedia('(pointer: coarse)').matches ? false : 'zoom',
    xaxis: {
      ...axisOf(x, theme),
      title: { text: plain(x.title), standoff: 10, font: { color: theme.text, size: 13 } },
    },
    yaxis: axisOf(y, theme),
    shapes: spec.rules
      .filter(({ label }) => !hidden.has(label))
      .map((rule) => ({
        type: 'line',
        line: { color: theme.muted, width: 1.5, dash: 'dot' },
        ...(rule.axis === 'y'
          ? { xref: 'paper', x0: 0, x1: 1, y0: rule.value, y1: rule.value }
          : { yref: 'paper', y0: 0, y1: 1, x0: rule.value, x1: rule.value }),
      })),
    // Above the axis, where a long title has room.
    annotations: [
      {
        text: plain(y.title),
        showarrow: false,
        font: { color: theme.text, size: 13 },
        ...{ xref: 'paper', x: 0, xanchor: 'left', xshift: -margin.left - 1 },
        ...{ yref: 'paper', y: 1, yanchor: 'bottom', yshift: 12 },
      },
    ],
  };
}

function axisOf(axis: DrawnAxis, theme: Theme): Partial<LayoutAxis> {
  return {
    type: axis.log ? 'log' : 'linear',
    range: axis.domain.map((end) => (axis.log ? Math.log10(end) : end)),
    automargin: false,
    gridcolor: theme.grid,
    zeroline: false,
    showgrid: !axis.ticks,
    tickfont: { size: 12, color: theme.muted },
    ...tickLabels(axis, axis.domain),
  };
}

/** The ticks of the part of an axis that is in view, so that their labels are right for any zoom. */
export function tickLabels(axis: DrawnAxis, view: Domain): Partial<LayoutAxis> {
  const ticks = ticksOf(axis, view, axis.domain[1]);
  return {
    tickmode: 'array',
    tickvals: ticks.map(({ value }) => value),
    ticktext: ticks.map(({ label }) => (axis.ticks ? wrapLabel(label).map(plain).join('<br>') : label)),
  };
}
