import type { ChartSpec, Switches } from '../chart-spec';
import { toCsv } from './csv';
import { download, el, readData, toggle } from './elements';
import { FaceBrowser } from './face-browser';
import type { PlotlyChart } from './plotly-chart';

/**
 * A chart: its static image is replaced by a Plotly chart when it comes near the view, and the entries of its legend
 * become switches.
 */
export class ChartElement extends HTMLElement {
  private readonly switches: Switches = { log: false, smooth: false, hidden: new Set() };
  private spec: ChartSpec | null = null;
  private chart: PlotlyChart | undefined;
  private observer: IntersectionObserver | undefined;

  connectedCallback(): void {
    if (this.spec) return;
    this.spec = readData<ChartSpec | null>(this);
    if (!this.spec) return;
    const { spec } = this;
    this.switches.log = Boolean(spec.logSwitch && spec[spec.logSwitch].log);
    this.upgradeLegend();
    this.prepend(this.controls(spec));
    this.observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void this.draw();
      },
      { rootMargin: '300px' },
    );
    this.observer.observe(this);
  }

  private async draw(): Promise<void> {
    this.observer?.disconnect();
    const frame = this.querySelector<HTMLElement>('.faces-plot');
    if (!frame || !this.spec || this.chart) return;
    const { PlotlyChart } = await import('./plotly-chart');
    if (this.chart) return;
    const browser = this.spec.faces ? new FaceBrowser(frame, this.spec) : undefined;
    this.chart = new PlotlyChart(frame, this.spec, browser);
    await this.chart.draw(this.switches);
    this.classList.add('faces-drawn');
  }

  private async redraw(): Promise<void> {
    await this.draw();
    await this.chart?.draw(this.switches);
  }

  private upgradeLegend(): void {
    for (const item of this.querySelectorAll(':scope > .faces-legend > li')) {
      const name = item.textContent ?? '';
      const button = toggle('', true, (shown) => {
        if (shown) this.switches.hidden.delete(name);
        else this.switches.hidden.add(name);
        void this.redraw();
      });
      button.append(...item.childNodes);
      item.append(button);
    }
  }

  private controls(spec: ChartSpec): HTMLElement {
    const bar = el('div', { class: 'faces-controls', role: 'group', 'aria-label': 'Chart' });
    const change = (key: 'log' | 'smooth') => (value: boolean) => {
      this.switches[key] = value;
      void this.redraw();
    };
    if (spec.logSwitch) bar.append(toggle('Log scale', this.switches.log, change('log')));
    if (spec.smooth) bar.append(toggle('Smooth', false, change('smooth')));
    const save = (format: 'png' | 'svg') => async () => {
      await this.draw();
      await this.chart?.save(format, this.switches);
    };
    bar.append(
      el(
        'span',
        { class: 'faces-downloads', role: 'group', 'aria-label': 'Download' },
        el('button', { type: 'button', title: 'Download as PNG image', click: () => void save('png')() }, 'PNG'),
        el('button', { type: 'button', title: 'Download as SVG drawing', click: () => void save('svg')() }, 'SVG'),
        el(
          'button',
          {
            type: 'button',
            title: 'Download the values',
            click: () => download(`${spec.file}.csv`, toCsv(spec), 'text/csv'),
          },
          'CSV',
        ),
      ),
    );
    return bar;
  }
}
