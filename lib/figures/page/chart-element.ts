import { count } from '../../format';
import { initialSwitches } from '../chart-axes';
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
  private spec: ChartSpec | null = null;
  private switches!: Switches;
  private chart: PlotlyChart | undefined;
  private observer: IntersectionObserver | undefined;

  connectedCallback(): void {
    if (this.spec) return;
    this.spec = readData<ChartSpec | null>(this);
    if (!this.spec) return;
    const { spec } = this;
    this.switches = initialSwitches(spec);
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
    this.chart = new PlotlyChart(frame, this.spec, browser, this.switches);
    await this.chart.draw();
    this.classList.add('faces-drawn');
  }

  private async redraw(): Promise<void> {
    await this.draw();
    await this.chart?.draw();
  }

  private upgradeLegend(): void {
    for (const item of this.querySelectorAll<HTMLElement>(':scope > .faces-legend > [data-entry]')) {
      const name = item.dataset.entry!;
      const button = toggle('', true, (shown) => {
        if (shown) this.switches.hidden.delete(name);
        else this.switches.hidden.add(name);
        void this.redraw();
      });
      button.append(...item.childNodes);
      item.append(button);
    }
  }

  /** The switch that smooths lines, and how strongly it does while it is on. */
  private smoothing({ sigma, unit }: NonNullable<ChartSpec['smooth']>): HTMLElement[] {
    const note = el(
      'span',
      { class: 'faces-note', hidden: true },
      `Gaussian, σ = ${count(sigma, unit.slice(0, -1), unit)}`,
    );
    const button = toggle('Smooth', false, (value) => {
      this.switches.smooth = value;
      note.hidden = !value;
      void this.redraw();
    });
    return [button, note];
  }

  private controls(spec: ChartSpec): HTMLElement {
    const bar = el('div', { class: 'faces-controls', role: 'group', 'aria-label': 'Chart' });
    for (const axis of ['x', 'y'] as const) {
      if (!spec.logSwitch?.includes(axis)) continue;
      const change = (value: boolean) => {
        this.switches.log[axis] = value;
        void this.redraw();
      };
      bar.append(toggle(`Log ${axis}-axis`, this.switches.log[axis], change));
    }
    if (spec.smooth) bar.append(...this.smoothing(spec.smooth));
    const save = (format: 'png' | 'svg') => async () => {
      await this.draw();
      await this.chart?.save(format);
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
