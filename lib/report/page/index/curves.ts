import { domainOf, makeScale } from '../../../figures/scale';
import type { Scale } from '../../../figures/scale';
import { html } from '../../../html';
import type { Html } from '../../../html';

/** One MSE for each epoch. */
export interface Curve {
  readonly values: readonly (number | null)[];
  readonly color: string;
  readonly dash?: string;
}

/** Where the curves are drawn. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A small curve without axes, logarithmic.
 *
 * @param values One MSE for each epoch.
 * @returns An SVG element.
 */
export function sparkline(values: readonly (number | null)[]): SVGElement {
  const frame = { left: 2, right: 118, top: 3, bottom: 21 };
  return svgElement(
    html`<svg class="sparkline" viewBox="0 0 120 24" width="120" height="24" aria-hidden="true">
      <path d="${path(values, verticalScale([values], frame), frame, values.length)}" />
    </svg>`,
  );
}

/**
 * Curves over the epochs with a logarithmic axis.
 *
 * @param curves The curves, drawn in their order.
 * @param label What the chart shows, for readers who do not see it.
 * @returns An SVG element.
 */
export function curvesChart(curves: readonly Curve[], label: string): SVGElement {
  const frame = { left: 62, right: 590, top: 12, bottom: 250 };
  const vertical = verticalScale(
    curves.map(({ values }) => values),
    frame,
  );
  const epochs = Math.max(...curves.map(({ values }) => values.length));
  const ticks = vertical.ticks.map(({ value, label: text }) => {
    const y = vertical.place(value).toFixed(1);
    return html`<path class="grid" d="M${frame.left} ${y}H${frame.right}" /><text
        x="${frame.left - 6}"
        y="${y}"
        dy="0.32em"
        text-anchor="end"
      >
        ${text}
      </text>`;
  });
  const lines = curves.map(
    ({ values, color, dash = 'none' }) =>
      html`<path
        class="curve"
        style="stroke: ${color}"
        stroke-dasharray="${dash}"
        d="${path(values, vertical, frame, epochs)}"
      />`,
  );
  const middle = (frame.left + frame.right) / 2;
  return svgElement(
    html`<svg class="chart" viewBox="0 0 600 290" role="img" aria-label="${label}">
      ${ticks}${lines}
      <text x="${frame.left}" y="272">1</text>
      <text x="${frame.right}" y="272" text-anchor="end">${epochs}</text>
      <text x="${middle}" y="284" text-anchor="middle">epoch</text>
    </svg>`,
  );
}

function verticalScale(curves: readonly Curve['values'][], { top, bottom }: Frame): Scale {
  const values = curves.flat().filter((value) => value !== null);
  const axis = { title: 'MSE', log: true };
  return makeScale(axis, domainOf(axis, values, 'measured'), [bottom, top]);
}

/** A line through the values, interrupted where there are none. */
function path(values: Curve['values'], vertical: Scale, { left, right }: Frame, epochs: number): string {
  const step = (right - left) / Math.max(1, epochs - 1);
  let command = 'M';
  return values
    .map((value, i) => {
      const y = value === null ? NaN : vertical.place(value);
      if (Number.isNaN(y)) {
        command = 'M';
        return '';
      }
      const part = `${command}${(left + i * step).toFixed(1)} ${y.toFixed(1)}`;
      command = 'L';
      return part;
    })
    .join('');
}

function svgElement({ text }: Html): SVGElement {
  const template = document.createElement('template');
  template.innerHTML = text;
  return template.content.firstElementChild as SVGElement;
}
