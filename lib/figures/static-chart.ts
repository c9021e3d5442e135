import { html } from '../html';
import type { Html } from '../html';
import { isValue, SYMBOLS_ON_LINE } from './chart-spec';
import type { ChartSpec, Rule, Series } from './chart-spec';
import { makeScale, wrapLabel } from './scale';
import type { Scale } from './scale';

/** Where the axes of a drawing lie. */
interface Frame {
  readonly left: number;
  readonly right: number;
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
  const right = width - 12;
  const ruled = (axis: 'x' | 'y') => rules.filter((rule) => rule.axis === axis).map(({ value }) => value);
  const ends = series.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high]);
  const lines = Math.max(1, ...(spec.x.ticks ?? []).map((tick) => wrapLabel(tick.label).length));
  const bottom = height - 32 - 14 * lines;
  const y = makeScale(spec.y, [...ends.filter(isValue), ...ruled('y')], [bottom, 14]);
  const left = 34 + 6.6 * Math.max(0, ...y.ticks.map((tick) => tick.label.length));
  const xValues = [...series.flatMap((one) => [...one.x]), ...ruled('x')];
  const x = makeScale(spec.x, xValues, [left, right]);
  const yTitle = text(0, 0, spec.y.title, 'middle', 'faces-axis-title');
  return html`<svg class="faces-static" viewBox="0 0 ${width} ${height}" role="img" aria-label="${alt}">
    ${y.ticks.map((tick) => grid(`M${left} ${at(y, tick.value)}H${right}`))}
    ${y.ticks.map((tick) => text(left - 7, y.place(tick.value) + 4, tick.label, 'end'))}
    ${!spec.x.ticks && x.ticks.map((tick) => grid(`M${at(x, tick.value)} 14V${bottom}`))}
    ${xLabels(x, bottom)}
    ${text((left + right) / 2, height - 6, spec.x.title, 'middle', 'faces-axis-title')}
    <g transform="translate(13 ${bottom / 2 + 7}) rotate(-90)">${yTitle}</g>
    ${rules.map((rule) => drawRule(rule, x, y, { left, right, bottom }))}
    ${series.map((one) => band(one, x, y))}
    ${series.map((one) => drawSeries(one, x, y))}
  </svg>`;
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

function drawSeries(series: Series, x: Scale, y: Scale): Html[] {
  const { mark, color, dash = 'solid' } = series;
  const points = series.x.map((value, i) => {
    const height = series.y[i];
    const place = [x.place(value), isValue(height) ? y.place(height) : NaN] as const;
    return { i, place, shown: place.every(Number.isFinite) };
  });
  const path = (kind: string, d: string) => html`<path class="${kind}" style="--c:${color}" d="${d}"/>`;
  const parts: Html[] = [];
  if (mark !== 'points') {
    const steps = points.map(({ place, shown }, i) =>
      shown ? `${points[i - 1]?.shown ? 'L' : 'M'}${place.map(short).join(' ')}` : '',
    );
    parts.push(path(`faces-line faces-${dash}`, steps.join('')));
  }
  if (mark !== 'line') {
    const all = points.filter(({ shown }) => shown);
    const every = mark === 'points' ? 1 : Math.ceil(all.length / SYMBOLS_ON_LINE);
    const visible = all.filter((_, i) => i % every === 0);
    parts.push(path('faces-dots', visible.map(({ place }) => symbolPath(series, place)).join('')));
    const bars = visible.flatMap(({ i, place }) => {
      const [low, high] = [series.low?.[i], series.high?.[i]];
      return !isValue(low) || !isValue(high) ? [] : [`M${short(place[0])} ${at(y, low)}V${at(y, high)}`];
    });
    if (bars.length > 0) parts.push(path('faces-line', bars.join('')));
  }
  return parts;
}

/** A series' symbol at a place, as a path. */
export function symbolPath({ symbol = 'circle' }: Pick<Series, 'symbol'>, [x, y]: readonly [number, number]): string {
  const [left, top] = [short(x), short(y)];
  switch (symbol) {
    case 'circle':
      return `M${short(x - 3)} ${top}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`;
    case 'diamond':
      return `M${left} ${short(y - 4.5)}l4.5 4.5 -4.5 4.5 -4.5 -4.5z`;
    case 'square':
      return `M${short(x - 3)} ${short(y - 3)}h6v6h-6z`;
    case 'cross':
      return `M${short(x - 3.5)} ${short(y - 3.5)}l7 7m0 -7l-7 7`;
    case 'line':
      return `M${short(x - 11)} ${top}h22`;
  }
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
    ? html`<path class="faces-band" style="--c:${color}" d="M${outline.join('L')}z"/>`
    : undefined;
}

function drawRule({ axis, value, label }: Rule, x: Scale, y: Scale, { left, right, bottom }: Frame): Html {
  const place = (axis === 'y' ? y : x).place(value);
  const [d, name] =
    axis === 'y'
      ? [`M${left} ${short(place)}H${right}`, text(right - 4, place - 5, label, 'end')]
      : [`M${short(place)} 14V${bottom}`, text(place + 5, 24, label, 'start')];
  return html`<path class="faces-rule" d="${d}"/>${name}`;
}

function text(x: number, y: number, content: string, anchor: string, kind = 'faces-tick'): Html {
  return html`<text class="${kind}" x="${short(x)}" y="${short(y)}" text-anchor="${anchor}">${content}</text>`;
}

const grid = (d: string): Html => html`<path class="faces-grid" d="${d}"/>`;
const short = (value: number): string => String(Math.round(value * 10) / 10);
const at = (scale: Scale, value: number): string => short(scale.place(value));
