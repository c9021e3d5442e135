import { extent } from 'd3-array';
import { significant } from '../format';
import { dataBlock, html, slug } from '../html';
import type { Html } from '../html';
import { isValue, legendEntries } from './chart-spec';
import type { ChartSpec, Rule, Series } from './chart-spec';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { imageDefinitions } from './images';
import type { PageImage } from './images';
import { cssVariable } from './palette';
import type { SeriesColor } from './palette';
import { staticChart } from './static-chart';
import { symbolPath } from './symbols';

/** What a chart is made of; see `ChartSpec` for what each part means. */
export interface ChartInput extends Omit<ChartSpec, 'rules' | 'height' | 'file'> {
  readonly rules?: readonly Rule[];
  readonly height?: number;
  /** Images of its `faces`. */
  readonly images?: readonly PageImage[];
}

/**
 * A chart with a legend that switches its series, zoom, values on hover, and downloads (PNG, SVG, CSV).
 *
 * @param caption Used where the options have none.
 * @example chart({ x: { title: 'Epoch' }, y: { title: 'MSE', log: true }, series }, 'Loss by epoch.', { id: 'losses' })
 */
export function chart(input: ChartInput, caption: string, options: FigureOptions = {}): Figure {
  const { images = [], ...rest } = input;
  const shown = options.caption ?? caption;
  const spec: ChartSpec = { rules: [], height: 400, file: options.id ?? slug(shown), ...rest };
  const body = html`<faces-chart>
    ${legend(spec)}
    <div class="faces-plot" style="--h:${spec.height}px">${staticChart(spec, describe(spec, shown))}</div>
    ${imageDefinitions(images)}${dataBlock(spec)}
  </faces-chart>`;
  return new Figure('figure', body, shown, options);
}

/** What screen readers read: what the chart shows, and from where to where each series goes. */
function describe(spec: ChartSpec, caption: string): string {
  const axes = `Chart of ${spec.y.title} against ${spec.x.title}.`;
  const series = spec.series.slice(0, 12).map((one) => {
    const values = one.y.filter(isValue);
    if (values.length === 0) return `${one.name}: no values.`;
    if (one.mark === 'points') return `${one.name}: ${range(spec.y.ticks ? one.x : values)}.`;
    return `${one.name}: from ${significant(values[0]!)} to ${significant(values.at(-1)!)}.`;
  });
  const rules = spec.rules.map(({ label, value, remark = significant(value) }) => `${label}: ${remark}.`);
  return [caption, axes, ...series, ...rules].join(' ');
}

function range(values: readonly number[]): string {
  const [low = NaN, high = NaN] = extent(values);
  return values.length === 1
    ? significant(low)
    : `${values.length} values from ${significant(low)} to ${significant(high)}`;
}

/**
 * The legend of a chart with more than one entry; undefined for others.
 *
 * @param spec The chart.
 */
export function legend({ series, rules, patterns = [] }: ChartSpec): Html | undefined {
  const entries = legendEntries(series);
  if (entries.length + rules.length < 2) return undefined;
  const line = (kind: string) => sample(html`<path class="${kind}" d="M1 7H29"/>`);
  return html`<ul class="faces-legend">
    ${entries.map((one) => entry(one.legend ?? one.name, legendSample(one)))}
    ${rules.map(({ label, value, remark = significant(value) }) => entry(label, line('faces-rule'), ` (${remark})`))}
    ${patterns.map(({ dash, label }) => html`<li>${line(`faces-line faces-${dash}`)}${label}</li>`)}
  </ul>`;
}

/** An entry that the page makes a switch. */
const entry = (name: string, drawing: Html, remark = ''): Html =>
  html`<li data-entry="${name}">${drawing}${name}${remark}</li>`;

function legendSample({ mark, dash = 'solid', symbol, color }: Series): Html {
  const isLine = mark === 'line';
  const line = html`<path class="faces-line faces-${dash}" d="M1 7H${isLine && symbol ? 22 : 29}"/>`;
  const dots = html`<path class="faces-dots" d="${symbolPath(symbol ?? 'circle', [isLine ? 25 : 15, 7])}"/>`;
  return sample(html`${mark !== 'points' && line}${!(isLine && !symbol) && dots}`, color);
}

const sample = (drawing: Html, color: SeriesColor = 'gray'): Html =>
  html`<svg viewBox="0 0 30 14" width="30" height="14" aria-hidden="true" style="--c:${cssVariable(color)}">${drawing}</svg>`;
