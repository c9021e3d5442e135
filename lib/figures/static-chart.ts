import { isValue, SYMBOLS_ON_LINE } from './chart-spec';
import type { ChartSpec, Rule, Series } from './chart-spec';
import { escapeHtml } from '../html';
import { makeScale, wrapLabel } from './scale';
import type { Scale } from './scale';

/**
 * A chart as an SVG drawing: what is printed, what is seen before the page's script has drawn the chart, and all
 * there is without scripts. Its colors come from the style sheet, so that they fit light, dark and paper.
 */
export function staticChart(spec: ChartSpec, alt: string, width = 720): string {
  const { height } = spec;
  const right = width - 12;
  const rows = (axis: 'x' | 'y') => spec.rules.filter((rule) => rule.axis === axis).map((rule) => rule.value);
  const ends = spec.series.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high]);
  const yValues = [...ends.filter(isValue), ...rows('y')];
  const lines = Math.max(1, ...(spec.x.ticks ?? []).map((tick) => wrapLabel(tick.label).length));
  const bottom = height - 32 - 14 * lines;
  const y = makeScale(spec.y, yValues, [bottom, 14]);
  const left = 34 + 6.6 * Math.max(0, ...y.ticks.map((tick) => tick.label.length));
  const xValues = [...spec.series.flatMap((series) => [...series.x]), ...rows('x')];
  const x = makeScale(spec.x, xValues, [left, right]);
  const parts = [
    ...y.ticks.map((tick) => grid(`M${left} ${at(y, tick.value)}H${right}`)),
    ...y.ticks.map((tick) => text(left - 7, y.place(tick.value) + 4, tick.label, 'end')),
    ...(spec.x.ticks ? [] : x.ticks.map((tick) => grid(`M${at(x, tick.value)} 14V${bottom}`))),
    ...xLabels(x, bottom),
    text((left + right) / 2, height - 6, spec.x.title, 'middle', 'faces-axis-title'),
    `<g transform="translate(13 ${bottom / 2 + 7}) rotate(-90)">${text(0, 0, spec.y.title, 'middle', 'faces-axis-title')}</g>`,
    ...spec.rules.map((rule) => drawRule(rule, x, y, [left, right, bottom])),
    ...spec.series.map((series) => band(series, x, y)),
    ...spec.series.map((series) => drawSeries(series, x, y)),
  ];
  return `<svg class="faces-static" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(alt)}">${parts.join('')}</svg>`;
}

function xLabels(x: Scale, bottom: number): string[] {
  const places = x.ticks.map((tick) => x.place(tick.value));
  const room = places.length > 1 ? Math.abs(places.at(-1)! - places[0]!) / (places.length - 1) : 100;
  const labels = x.ticks.map((tick) => wrapLabel(tick.label));
  const longest = Math.max(0, ...labels.flat().map((line) => line.length));
  const every = Math.ceil((longest * 6.6 + 6) / room);
  return labels.flatMap((lines, i) =>
    i % every === 0 ? lines.map((line, k) => text(places[i]!, bottom + 17 + 14 * k, line, 'middle')) : [],
  );
}

function drawSeries(series: Series, x: Scale, y: Scale): string {
  const points = series.x.flatMap((value, i) => {
    const height = series.y[i];
    const place = [x.place(value), isValue(height) ? y.place(height) : NaN] as const;
    return [{ i, place, shown: place.every(Number.isFinite) }];
  });
  const color = `style="--c:${series.color}"`;
  let drawing = '';
  if (series.mark !== 'points') {
    const d = points
      .map(({ place, shown }, i) => (shown ? `${points[i - 1]?.shown ? 'L' : 'M'}${place.map(short).join(' ')}` : ''))
      .join('');
    drawing += `<path class="faces-line faces-${series.dash ?? 'solid'}" ${color} d="${d}"/>`;
  }
  if (series.mark !== 'line') {
    const all = points.filter(({ shown }) => shown);
    const every = series.mark === 'points' ? 1 : Math.ceil(all.length / SYMBOLS_ON_LINE);
    const visible = all.filter((_, i) => i % every === 0);
    drawing += `<path class="faces-dots" ${color} d="${visible.map(({ place }) => symbolPath(series, place)).join('')}"/>`;
    const bars = visible.flatMap(({ i, place }) => {
      const [low, high] = [series.low?.[i], series.high?.[i]];
      return !isValue(low) || !isValue(high) ? [] : [`M${short(place[0])} ${at(y, low)}V${at(y, high)}`];
    });
    if (bars.length > 0) drawing += `<path class="faces-line" ${color} d="${bars.join('')}"/>`;
  }
  return drawing;
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

function band(series: Series, x: Scale, y: Scale): string {
  if (series.mark === 'points' || !series.low || !series.high) return '';
  const side = (values: readonly (number | null)[]) =>
    series.x.flatMap((value, i) => {
      const end = values[i];
      return isValue(end) ? [`${at(x, value)} ${at(y, end)}`] : [];
    });
  const outline = [...side(series.high), ...side(series.low).reverse()].filter((place) => !place.includes('NaN'));
  return outline.length > 2 ? `<path class="faces-band" style="--c:${series.color}" d="M${outline.join('L')}z"/>` : '';
}

function drawRule(rule: Rule, x: Scale, y: Scale, [left, right, bottom]: readonly [number, number, number]): string {
  if (rule.axis === 'y') {
    const place = y.place(rule.value);
    return `<path class="faces-rule" d="M${left} ${short(place)}H${right}"/>${text(right - 4, place - 5, rule.label, 'end')}`;
  }
  const place = x.place(rule.value);
  return `<path class="faces-rule" d="M${short(place)} 14V${bottom}"/>${text(place + 5, 24, rule.label, 'start')}`;
}

function text(x: number, y: number, content: string, anchor: string, kind = 'faces-tick'): string {
  return `<text class="${kind}" x="${short(x)}" y="${short(y)}" text-anchor="${anchor}">${escapeHtml(content)}</text>`;
}

const grid = (d: string): string => `<path class="faces-grid" d="${d}"/>`;
const short = (value: number): string => String(Math.round(value * 10) / 10);
const at = (scale: Scale, value: number): string => short(scale.place(value));
