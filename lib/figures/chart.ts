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
import { staticChart, symbolPath } from './static-chart';

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
    ${legend(spec.series)}
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
    if (one.mark === 'points') return `${one.name}: ${range(values)}.`;
    return `${one.name}: from ${significant(values[0]!)} to ${significant(values.at(-1)!)}.`;
  });
  return [caption, axes, ...series].join(' ');
}

function range(values: readonly number[]): string {
  const [low = NaN, high = NaN] = extent(values);
  return values.length === 1
    ? significant(low)
    : `${values.length} values from ${significant(low)} to ${significant(high)}`;
}

function legend(series: readonly Series[]): Html | undefined {
  const entries = legendEntries(series);
  if (entries.length < 2) return undefined;
  return html`<ul class="faces-legend">
    ${entries.map((one) => html`<li>${legendSample(one)}${one.legend ?? one.name}</li>`)}
  </ul>`;
}

function legendSample(series: Series): Html {
  const line = html`<path class="faces-line faces-${series.dash ?? 'solid'}" d="M1 7H25"/>`;
  const dots = html`<path class="faces-dots" d="${symbolPath(series, [13, 7])}"/>`;
  return html`<svg viewBox="0 0 26 14" width="26" height="14" aria-hidden="true" style="--c:${series.color}">${
    series.mark !== 'points' && line
  }${series.mark !== 'line' && dots}</svg>`;
}
