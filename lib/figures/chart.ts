import { isValue, legendEntries } from './chart-spec';
import type { ChartSpec, Rule, Series } from './chart-spec';
import { Figure } from './figure';
import type { FigureOptions } from './figure';
import { dataBlock, escapeHtml, slug } from '../html';
import { significant } from '../format';
import { imageDefinitions } from './images';
import type { Image } from './images';
import { staticChart, symbolPath } from './static-chart';

/** What a chart is made of; see `ChartSpec` for what each part means. */
export interface ChartInput extends Omit<ChartSpec, 'rules' | 'height' | 'file'> {
  readonly rules?: readonly Rule[];
  readonly height?: number;
  /** Images of its `faces`. */
  readonly images?: readonly Image[];
}

/**
 * A chart with a legend that switches its series, zoom, values on hover, and downloads (PNG, SVG, CSV).
 *
 * @param caption Used where the options have none.
 */
export function chart(input: ChartInput, caption: string, options: FigureOptions = {}): Figure {
  const { images = [], ...rest } = input;
  const said = options.caption ?? caption;
  const spec: ChartSpec = { rules: [], height: 400, file: options.id ?? slug(said), ...rest };
  const body =
    `<faces-chart>${legend(spec.series)}` +
    `<div class="faces-plot" style="--h:${spec.height}px">${staticChart(spec, describe(spec, said))}</div>` +
    `${imageDefinitions(images)}${dataBlock(spec)}</faces-chart>`;
  return new Figure('figure', body, said, options);
}

/** What someone who does not see the chart is told: what it shows, and from where to where each series goes. */
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
  if (values.length === 1) return significant(values[0]!);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  return `${values.length} values from ${significant(low)} to ${significant(high)}`;
}

function legend(series: readonly Series[]): string {
  const entries = legendEntries(series);
  if (entries.length < 2) return '';
  const items = entries.map((one) => `<li>${legendSample(one)}${escapeHtml(one.legend ?? one.name)}</li>`);
  return `<ul class="faces-legend">${items.join('')}</ul>`;
}

function legendSample(series: Series): string {
  const line = `<path class="faces-line faces-${series.dash ?? 'solid'}" d="M1 7H25"/>`;
  const dots = `<path class="faces-dots" d="${symbolPath(series, [13, 7])}"/>`;
  const drawing = `${series.mark === 'points' ? '' : line}${series.mark === 'line' ? '' : dots}`;
  return `<svg viewBox="0 0 26 14" width="26" height="14" aria-hidden="true" style="--c:${series.color}">${drawing}</svg>`;
}
