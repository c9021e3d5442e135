import type { Config, Data, Layout, PlotlyHTMLElement, PlotMouseEvent } from 'plotly.js';
import Plotly from 'plotly.js-cartesian-dist-min';
import type { ChartSpec, Switches } from '../chart-spec';
import { download, el } from './elements';
import type { FaceBrowser } from './face-browser';
import { layoutOf } from './plotly-layout';
import { tracesOf } from './plotly-traces';

const CONFIG: Partial<Config> = {
  displayModeBar: false,
  responsive: true,
  scrollZoom: false,
  doubleClick: 'reset',
  showTips: false,
};

/** A chart drawn by Plotly in a frame that holds its static image. */
export class PlotlyChart {
  private readonly box: HTMLElement;
  private listening = false;

  constructor(
    frame: HTMLElement,
    private readonly spec: ChartSpec,
    private readonly browser: FaceBrowser | undefined,
  ) {
    // Screen readers get its content from the static image's description and, for faces, from the face browser.
    this.box = el('div', { class: 'faces-live-plot', 'aria-hidden': 'true' });
    frame.append(this.box);
  }

  /** Draws the chart, or changes it to the reader's switches. */
  async draw(switches: Switches): Promise<void> {
    const { traces, layout } = this.parts(switches);
    await Plotly.react(this.box, traces, layout, CONFIG);
    if (!this.listening) this.listen();
  }

  /** Downloads the chart as it is, with a legend, in the colors of paper. */
  async save(format: 'png' | 'svg', switches: Switches): Promise<void> {
    const { traces, layout } = this.parts(switches);
    const figure = { data: traces, layout: { ...layout, showlegend: traces.length > 1, title: undefined } };
    const uri = await Plotly.toImage(figure, {
      format,
      width: 960,
      height: 540,
      scale: format === 'png' ? 2 : 1,
    });
    download(`${this.spec.file}.${format}`, uri, `image/${format}`);
  }

  private parts(switches: Switches): { traces: Data[]; layout: Partial<Layout> } {
    return { traces: tracesOf(this.spec, switches), layout: layoutOf(this.spec, switches) };
  }

  private listen(): void {
    this.listening = true;
    const { browser } = this;
    if (!browser) return;
    const plot = this.box as unknown as PlotlyHTMLElement;
    const faceOf = (event: PlotMouseEvent) => event.points[0]?.customdata as string | undefined;
    plot.on('plotly_hover', (event) => browser.hover(faceOf(event), event.event));
    plot.on('plotly_unhover', () => browser.leave());
    plot.on('plotly_click', (event) => browser.choose(faceOf(event)));
  }
}
