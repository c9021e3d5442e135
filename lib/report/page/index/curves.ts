/** A curve of one MSE an epoch. */
export interface Curve {
  readonly values: readonly (number | null)[];
  readonly color: string;
  readonly dash?: string;
}

/** A small curve without axes, logarithmic, as SVG. */
export function sparkline(values: readonly (number | null)[]): string {
  const range = rangeOf([{ values }]);
  const d = path(values, range, { left: 2, right: 118, top: 3, bottom: 21 });
  return `<svg class="sparkline" viewBox="0 0 120 24" width="120" height="24" aria-hidden="true"><path d="${d}"/></svg>`;
}

/** Curves over the epochs on a logarithmic axis, as SVG. */
export function chart(curves: readonly Curve[], label: string): string {
  const range = rangeOf(curves);
  const frame = { left: 62, right: 590, top: 12, bottom: 250 };
  const ticks = decades(range).map((value) => {
    const y = height(value, range, frame).toFixed(1);
    return `<path class="grid" d="M${frame.left} ${y}H${frame.right}"/><text x="56" y="${y}" dy="0.32em" text-anchor="end">${value.toExponential(0)}</text>`;
  });
  const epochs = Math.max(...curves.map(({ values }) => values.length));
  const lines = curves.map(
    ({ values, color, dash }) =>
      `<path fill="none" stroke="${color}" stroke-width="2" ${dash ? `stroke-dasharray="${dash}"` : ''} d="${path(values, range, frame, epochs)}"/>`,
  );
  return `<svg class="chart" viewBox="0 0 600 290" role="img" aria-label="${label}">${ticks.join('')}${lines.join('')}
    <text x="${frame.left}" y="272">1</text><text x="${frame.right}" y="272" text-anchor="end">${epochs}</text>
    <text x="326" y="284" text-anchor="middle">epoch</text></svg>`;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function rangeOf(curves: readonly Pick<Curve, 'values'>[]): Range {
  const numbers = curves.flatMap(({ values }) => values.filter((value): value is number => !!value && value > 0));
  if (numbers.length === 0) return { low: 1, high: 10 };
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return { low: low * 0.9, high: high * 1.1 };
}

function decades({ low, high }: Range): number[] {
  const powers: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const step of [1, 2, 5]) powers.push(Number((step * 10 ** power).toPrecision(1)));
  }
  const inside = powers.filter((value) => value >= low && value <= high);
  const whole = inside.filter((value) => value.toExponential().startsWith('1e'));
  return inside.length > 7 && whole.length > 2 ? whole : inside;
}

function height(value: number, { low, high }: Range, { top, bottom }: Frame): number {
  return bottom - ((bottom - top) * Math.log(value / low)) / Math.log(high / low);
}

function path(values: Curve['values'], range: Range, frame: Frame, epochs = values.length): string {
  const step = (frame.right - frame.left) / Math.max(1, epochs - 1);
  let isDown = false;
  return values
    .map((value, i) => {
      if (!value || value <= 0) return ((isDown = false), '');
      const command = isDown ? 'L' : 'M';
      isDown = true;
      return `${command}${(frame.left + i * step).toFixed(1)} ${height(value, range, frame).toFixed(1)}`;
    })
    .join('');
}
