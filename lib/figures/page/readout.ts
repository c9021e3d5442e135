import { significant } from '../../format';
import type { ChartAxes } from '../chart-axes';
import type { ChartSpec, Series } from '../chart-spec';
import { cssVariable } from '../palette';
import { makeScale } from '../scale';
import type { Domain } from '../scale';
import { el } from './elements';
import { nearestPlace, valuesAt } from './values-at';

/** Distance between the line and the list in pixels. */
const GAP = 14;

/** What is in view of a chart. */
export interface View {
  readonly axes: ChartAxes;
  /** Parts of the axes that are in view, after a zoom smaller than their domains. */
  readonly x: Domain;
  readonly y: Domain;
  /** The series that are not switched off. */
  readonly series: readonly Series[];
  /** Legend entries that are switched off. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * Shows the values of all lines at the pointer: a vertical line, a dot on each curve, and a list beside the line, on the
 * side with more room; below the chart where neither side has enough. On a touch screen, a tap does.
 */
export class Readout {
  private readonly line = el('div', { class: 'faces-crosshair', hidden: true });
  private readonly list = el('div', { class: 'faces-readout', hidden: true });

  /**
   * @param frame The chart's frame, in whose top left corner the chart begins.
   * @param view What is in view at present.
   */
  constructor(
    private readonly frame: HTMLElement,
    private readonly spec: ChartSpec,
    private readonly view: () => View,
  ) {
    frame.append(this.line, this.list);
    frame.addEventListener('pointermove', (event) => this.move(event));
    frame.addEventListener('pointerdown', (event) => event.pointerType === 'touch' && this.move(event));
    frame.addEventListener('pointerleave', (event) => event.pointerType !== 'touch' && this.hide());
    document.addEventListener('pointerdown', (event) => !frame.contains(event.target as Node) && this.hide());
  }

  /** Hides it until the pointer moves again. */
  hide(): void {
    this.line.hidden = true;
    this.list.hidden = true;
  }

  private move(event: PointerEvent): void {
    const { axes, x: domain, series } = this.view();
    const { margin } = axes;
    const box = this.frame.getBoundingClientRect();
    const [left, right] = [margin.left, box.width - margin.right];
    const [atX, atY] = [event.clientX - box.left, event.clientY - box.top];
    const isInside = atX >= left && atX <= right && atY >= margin.top && atY <= this.spec.height - margin.bottom;
    if (!isInside || (event.buttons > 0 && event.pointerType === 'mouse')) return this.hide();
    const share = (atX - left) / (right - left);
    const inView = series.map((one) => ({ ...one, x: one.x.filter((x) => x >= domain[0] && x <= domain[1]) }));
    const x = nearestPlace(inView, valueAt(domain, share, axes.x.log ?? false), axes.x.log ?? false);
    if (x === undefined) return this.hide();
    this.show(x, makeScale(axes.x, domain, [left, right]).place(x), box.width);
  }

  private show(x: number, place: number, width: number): void {
    const { axes, y: domain, series } = this.view();
    const { top, bottom } = axes.margin;
    const values = valuesAt(this.spec, series, x);
    const y = makeScale(axes.y, domain, [this.spec.height - bottom - top, 0]);
    const dots = values.map((one) => {
      const dot = el('i', { style: `--c:${cssVariable(one.color)};top:${y.place(one.y)}px` });
      dot.hidden = !(one.y >= domain[0] && one.y <= domain[1]);
      return dot;
    });
    this.line.replaceChildren(...dots);
    this.line.style.cssText = `left:${place}px;top:${top}px;height:${this.spec.height - top - bottom}px`;
    const rows = values.map(({ name, color, text }) =>
      el('tr', {}, el('td', { style: `--c:${cssVariable(color)}` }, el('i')), el('td', {}, name), el('td', {}, text)),
    );
    const rules = this.spec.rules.filter(({ axis, label }) => axis === 'y' && !this.view().hidden.has(label));
    const marked = rules.map(({ label, value }) =>
      el('tr', { class: 'faces-readout-rule' }, el('td'), el('td', {}, label), el('td', {}, significant(value))),
    );
    const at = this.spec.x.whole ? String(x) : significant(x);
    this.list.replaceChildren(el('strong', {}, `${this.spec.x.title} ${at}`), el('table', {}, ...rows, ...marked));
    this.line.hidden = false;
    this.list.hidden = false;
    this.place(place, width);
  }

  /** Puts the list beside the line, at the top or the bottom of the plot, where it covers fewer points. */
  private place(line: number, width: number): void {
    const { axes, x, y, series } = this.view();
    const { left, top, right, bottom } = axes.margin;
    const own = this.list.getBoundingClientRect();
    const isRight = width - line > line;
    const from = isRight ? line + GAP : line - own.width - GAP;
    const isWide = own.width + GAP > (isRight ? width - line : line);
    if (isWide) {
      this.list.style.cssText = `left:0;top:${this.spec.height}px`;
      return;
    }
    const scaleX = makeScale(axes.x, x, [left, width - right]);
    const scaleY = makeScale(axes.y, y, [this.spec.height - bottom, top]);
    const heights = series.flatMap(({ x: places, y: values }) =>
      places.flatMap((place, i) => {
        const at = scaleX.place(place);
        return at >= from && at <= from + own.width ? scaleY.place(values[i] ?? NaN) : [];
      }),
    );
    const covered = (edge: number) => heights.filter((height) => height >= edge && height <= edge + own.height).length;
    const edges = [top, this.spec.height - bottom - own.height];
    const edge = covered(edges[1]!) < covered(edges[0]!) ? edges[1]! : edges[0]!;
    this.list.style.cssText = `left:${from}px;top:${edge}px`;
  }
}

/** The value at a share of an axis. */
function valueAt([from, to]: Domain, share: number, isLog: boolean): number {
  return isLog ? from * (to / from) ** share : from + share * (to - from);
}
