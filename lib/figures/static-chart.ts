import { html } from '../html';
import type { Html } from '../html';
import { chartAxes } from './chart-axes';
import { isValue } from './chart-spec';
import type { ChartSpec, Rule, Series } from './chart-spec';
import { cssVariable } from './palette';
import { makeScale } from './scale';
import type { Scale } from './scale';
import { short, symbolPath } from './symbols';
import { wrapLabel } from './ticks';

/** Where the axes of a drawing lie. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A chart as an SVG drawing: what is printed, what is seen before the page's script has drawn the chart, and all
 * there is without scripts. Its colors come from the style sheet, so that they fit light, dark and paper.
 *
 * @param alt What the chart shows, for screen readers.
 * @param width In pixels at full size; the height is that of the specification.
 */
export function staticChart(spec: ChartSpec, alt: string, width = 720): Html {
  const { height, rules, series } = spec;
  const axes = chartAxes(spec);
  const { margin } = axes;
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const y = makeScale(axes.y, axes.y.domain, [bottom, top]);
  const x = makeScale(axes.x, axes.x.domain, [left, right]);
  return html`<svg class="faces-static" viewBox="0 0 ${width} ${height}" role="img" aria-label="${alt}">
    ${y.ticks.map(({ value }) => grid(`M${left} ${at(y, value)}H${right}`))}
    ${!spec.x.ticks && x.ticks.map(({ value }) => grid(`M${at(x, value)} ${top}V${bottom}`))}
    ${yLabels(y, left, spec.y.ticks !== undefined)}
    ${xLabels(x, bottom)}
    ${text((left + right) / 2, height - 6, axes.x.title, 'middle', 'faces-axis-title')}
    ${text(0, 15, axes.y.title, 'start', 'faces-axis-title')}
    ${rules.map((rule) => drawRule(rule, x, y, { left, right, top, bottom }))}
    ${series.map((one) => band(one, x, y))}
    ${series.map((one) => drawSeries(one, x, y, spec.steps ?? false))}
  </svg>`;
}

function yLabels(y: Scale, left: number, isNamed: boolean): Html[] {
  return y.ticks.flatMap(({ value, label }) => {
    const lines = isNamed ? wrapLabel(label) : [label];
    const first = y.place(value) + 4 - 7 * (lines.length - 1);
    return lines.map((line, i) => text(left - 7, first + 14 * i, line, 'end'));
  });
}

function xLabels(x: Scale, bottom: number): Html[] {
  const places = x.ticks.map((tick) => x.place(tick.value));
  const room = places.length > 1 ? Math.abs(places.at(-1)! - places[0]!) / (places.length - 1) : 100;
  const labels = x.ticks.map((tick) => wrapLabel(tick.label));
  const longest = Math.max(0, ...labels.flat().map((line) => line.length));
  const every = Math.ceil((longest * 6.6 + 6) / room);
  return labels.flatMap((lines, i) =>
    i % every === 0 ? lines.map((line, k) => text(places[i]!, bottom + 17 + 14 * k, line, 'middle')) : [],
  );
}

function drawSeries(series: Series, x: Scale, y: Scale, isStepped: boolean): Html[] {
  const { mark, color, dash = 'solid', symbol } = series;
  const points = series.x.map((value, i) => {
    const height = series.y[i];
    const place = [x.place(value), isValue(height) ? y.place(height) : NaN] as const;
    return { i, place, shown: place.every(Number.isFinite) };
  });
  const path = (kind: string, d: string) => html`<path class="${kind}" style="--c:${cssVariable(color)}" d="${d}"/>`;
  const parts: Html[] = [];
  if (mark !== 'points') {
    const steps = points.map(({ place: [left, height], shown }, i) => {
      if (!shown) return '';
      if (!points[i - 1]?.shown) return `M${short(left)} ${short(height)}`;
      return isStepped ? `H${short(left)}V${short(height)}` : `L${short(left)} ${short(height)}`;
    });
    parts.push(path(`faces-line faces-${dash}`, steps.join('')));
  }
  const shown = points.filter((point) => point.shown);
  const marked = mark === 'line' ? (symbol ? shown.slice(-1) : []) : shown;
  if (marked.length > 0) {
    const kind = symbol === 'dot' ? 'faces-dots faces-faint' : 'faces-dots';
    parts.push(path(kind, marked.map(({ place }) => symbolPath(symbol ?? 'circle', place)).join('')));
  }
  if (mark === 'points') {
    const bars = marked.flatMap(({ i, place }) => {
      const [low, high] = [series.low?.[i], series.high?.[i]];
      if (!isValue(low) || !isValue(high)) return [];
      if (series.intervals === 'x') return [`M${inside(x, low)} ${short(place[1])}H${inside(x, high)}`];
      return [`M${short(place[0])} ${inside(y, low)}V${inside(y, high)}`];
    });
    if (bars.length > 0) parts.push(path('faces-line', bars.join('')));
  }
  return parts;
}

function band({ mark, color, x: values, low, high }: Series, x: Scale, y: Scale): Html | undefined {
  if (mark === 'points' || !low || !high) return undefined;
  const side = (ends: readonly (number | null)[]) =>
    values.flatMap((value, i) => {
      const end = ends[i];
      return isValue(end) && Number.isFinite(y.place(end)) ? [`${at(x, value)} ${at(y, end)}`] : [];
    });
  const outline = [...side(high), ...side(low).reverse()];
  return outline.length > 2
    ? html`<path class="faces-band" style="--c:${cssVariable(color)}" d="M${outline.join('L')}z"/>`
    : undefined;
}

function drawRule({ axis, value }: Rule, x: Scale, y: Scale, { left, right, top, bottom }: Frame): Html {
  const place = (axis === 'y' ? y : x).place(value);
  const d = axis === 'y' ? `M${left} ${short(place)}H${right}` : `M${short(place)} ${top}V${bottom}`;
  return html`<path class="faces-rule" d="${d}"/>`;
}

function text(x: number, y: number, content: string, anchor: string, kind = 'faces-tick'): Html {
  return html`<text class="${kind}" x="${short(x)}" y="${short(y)}" text-anchor="${anchor}">${content}</text>`;
}

const grid = (d: string): Html => html`<path class="faces-grid" d="${d}"/>`;
const at = (scale: Scale, value: number): string => short(scale.place(value));

/** The place of a value, or the end of the axis that it lies beyond. */
const inside = (scale: Scale, value: number): string =>
  at(scale, Math.min(scale.domain[1], Math.max(scale.domain[0], value)));
