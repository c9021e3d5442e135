import type { Config, Data, Layout, PlotlyHTMLElement, PlotMouseEvent, PlotRelayoutEvent } from 'plotly.js';
import Plotly from 'plotly.js-cartesian-dist-min';
import { chartAxes } from '../chart-axes';
import type { ChartAxes, DrawnAxis } from '../chart-axes';
import type { ChartSpec, Switches } from '../chart-spec';
import type { Domain } from '../scale';
import { download, el } from './elements';
import type { FaceBrowser } from './face-browser';
import { layoutOf, tickLabels } from './plotly-layout';
import { tracesOf } from './plotly-traces';
import { Readout } from './readout';
import { onThemeChange, readTheme } from './theme';

const CONFIG: Partial<Config> = {
  displayModeBar: false,
  responsive: true,
  scrollZoom: false,
  doubleClick: false,
  showTips: false,
};

/** A chart drawn by Plotly in a frame that holds its static image. */
export class PlotlyChart {
  private readonly box: PlotlyHTMLElement;
  private readonly readout: Readout | undefined;
  private axes: ChartAxes;
  /** Parts of the axes that are in view. */
  private view: { x: Domain; y: Domain };
  private listening = false;

  constructor(
    private readonly frame: HTMLElement,
    private readonly spec: ChartSpec,
    private readonly browser: FaceBrowser | undefined,
    private readonly switches: Switches,
  ) {
    this.axes = chartAxes(spec, switches);
    this.view = this.whole();
    // Screen readers get its content from the static image's description and, for faces, from the face browser.
    const box = el('div', { class: 'faces-live-plot', 'aria-hidden': 'true' });
    this.box = box as unknown as PlotlyHTMLElement;
    frame.append(box);
    const hasLines = spec.series.some(({ mark }) => mark !== 'points');
    this.readout = hasLines ? new Readout(frame, spec, () => this.inView()) : undefined;
    onThemeChange(() => void this.draw());
  }

  /** Draws the chart, or changes it to the reader's switches; the whole of it comes into view. */
  async draw(): Promise<void> {
    this.axes = chartAxes(this.spec, this.switches);
    this.view = this.whole();
    const { traces, layout } = this.parts('page');
    await Plotly.react(this.box, traces, layout, CONFIG);
    if (!this.listening) this.listen();
  }

  /** Downloads the chart with a legend, in the colors of paper. */
  async save(format: 'png' | 'svg'): Promise<void> {
    const { traces, layout } = this.parts('paper');
    const legend = { orientation: 'h', x: 0, y: 1.12, yanchor: 'bottom' } as const;
    const shown = { ...layout, paper_bgcolor: '#fff', showlegend: traces.length > 1, legend };
    const room = { ...shown, margin: { ...layout.margin, t: 36 + 24 * Math.ceil(traces.length / 3) } };
    const figure = { data: traces, layout: room };
    const uri = await Plotly.toImage(figure, {
      format,
      width: 960,
      height: 540,
      scale: format === 'png' ? 2 : 1,
    });
    download(`${this.spec.file}.${format}`, uri, `image/${format}`);
  }

  private parts(medium: 'page' | 'paper'): { traces: Data[]; layout: Partial<Layout> } {
    const { spec, switches, axes } = this;
    const theme = readTheme(this.frame, medium);
    return { traces: tracesOf(spec, switches, theme), layout: layoutOf(spec, axes, switches, theme) };
  }

  private whole(): { x: Domain; y: Domain } {
    return { x: this.axes.x.domain, y: this.axes.y.domain };
  }

  private inView() {
    const { hidden } = this.switches;
    const series = this.spec.series.filter(
      ({ mark, legend, name }) => mark !== 'points' && !hidden.has(legend ?? name),
    );
    return { axes: this.axes, ...this.view, series, hidden };
  }

  private listen(): void {
    this.listening = true;
    this.box.on('plotly_relayout', (event) => void this.zoom(event));
    this.box.on('plotly_doubleclick', () => void this.draw());
    const { browser } = this;
    if (!browser) return;
    const faceOf = (event: PlotMouseEvent) => event.points[0]?.customdata as string | undefined;
    this.box.on('plotly_hover', (event) => browser.hover(faceOf(event), event.event));
    this.box.on('plotly_unhover', () => browser.leave());
    this.box.on('plotly_click', (event) => browser.choose(faceOf(event)));
  }

  /** After a zoom, the axes get ticks for what is in view. */
  private async zoom(event: PlotRelayoutEvent): Promise<void> {
    const keys = event as Record<string, unknown>;
    const changed = (['x', 'y'] as const).filter((axis) => `${axis}axis.range[0]` in keys);
    if (changed.length === 0) return;
    const update: Record<string, unknown> = {};
    for (const axis of changed) {
      const ends = [0, 1].map((i) => Number(keys[`${axis}axis.range[${i}]`]));
      const drawn: DrawnAxis = this.axes[axis];
      const domain = ends.map((end) => (drawn.log ? 10 ** end : end)) as unknown as Domain;
      this.view[axis] = domain;
      for (const [name, value] of Object.entries(tickLabels(drawn, domain))) update[`${axis}axis.${name}`] = value;
    }
    this.readout?.hide();
    await Plotly.relayout(this.box, update);
  }
}
