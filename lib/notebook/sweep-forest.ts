import { extent } from 'd3-array';
import type { Figure, FigureOptions } from '../figures/figure';
import { intervalPlot, MEAN_LOOK } from '../figures/interval-plot';
import type { IntervalRow } from '../figures/interval-plot';
import { list } from '../format';
import type { Metric } from '../metrics/metric';
import { verdictOf } from '../metrics/verdict';
import { differenceText, meanText, valueText } from '../quantity';
import type { SweepResult, SweepRow } from '../runs/result';

/** Options of a forest plot. */
export interface ForestOptions extends FigureOptions {
  /** The mean-shape baseline's value of the metric, drawn as a line. */
  readonly baseline?: number;
}

/** What the differences of a forest plot are. */
const KINDS = { significant: 'significant', open: 'not significant' } as const;

/**
 * A sweep with variations of one thing at a time as a forest plot: the difference of each to the base with its 95%
 * interval, and its runs as dots, the lowest at the top. Differences far beyond the others are named in the caption.
 *
 * @param result A finished sweep.
 * @param options The mean-shape baseline, caption and id.
 * @example sweepForest(ablation, { baseline, id: 'ablation' })
 */
export function sweepForest(result: SweepResult, { baseline, ...options }: ForestOptions = {}): Figure {
  const { metric } = result;
  const rows = result.rows();
  const base = rows[0]!;
  const floor = baseline === undefined ? undefined : baseline - base.value.mean;
  const drawn = rows.filter(({ diverged }) => diverged === 0);
  const { range, beyond } = rangeOf(
    drawn.map((row) => differencesOf(row, base, metric)),
    floor,
  );
  const shown = drawn
    .filter((row) => !beyond.includes(row.variation.label))
    .sort((a, b) => a.value.mean - b.value.mean);
  const isSeen = floor !== undefined && floor >= range[0] && floor <= range[1];
  const rules = [
    { axis: 'x' as const, value: 0, label: base.variation.label, remark: meanText(base.value, metric) },
    ...(isSeen
      ? [{ axis: 'x' as const, value: floor, label: 'Mean-shape baseline', remark: valueText(baseline!, metric) }]
      : []),
  ];
  return intervalPlot(
    shown.map((row) => rowOf(row, base, metric)),
    caption(rows, metric, { beyond, range, ...(floor !== undefined && !isSeen && { floor: baseline! }) }),
    {
      x: { title: `Difference in ${metric.title}${unitOf(metric)}`, range },
      kinds: { [KINDS.significant]: MEAN_LOOK, [KINDS.open]: { color: 'gray', symbol: 'circle' } },
      names: { dot: 'one run' },
      rules,
      ...options,
    },
  );
}

const unitOf = ({ unit }: Pick<Metric, 'unit'>): string =>
  unit === '%' ? ' (percentage points)' : unit && ` (${unit})`;

/** The differences of a variation's runs to the base's mean. */
function differencesOf({ runs, variation }: SweepRow, base: SweepRow, { key }: Metric) {
  const values = runs.map((run) => ({ label: run.label, value: run.metrics[key]! - base.value.mean }));
  return { label: variation.label, values: values.filter(({ value }) => Number.isFinite(value)) };
}

function rowOf(row: SweepRow, base: SweepRow, metric: Metric): IntervalRow {
  const { difference, variation } = row;
  const dots = differencesOf(row, base, metric).values.map(({ label, value }) => ({
    value,
    label: `${label}: ${differenceText({ mean: value, margin: NaN }, metric)}`,
  }));
  if (!difference) return { label: variation.label, value: NaN, dots };
  const { mean, margin } = difference;
  const verdict = verdictOf(difference);
  return {
    label: variation.label,
    value: mean,
    ...(Number.isFinite(margin) && { low: mean - margin, high: mean + margin }),
    dots,
    kind: verdict === 'better' || verdict === 'worse' ? KINDS.significant : KINDS.open,
  };
}

/** The baseline is drawn if it is no farther away than this many lengths of the axis. */
const NEAR = 3;

/** A value is far away if the axis would become about this many times as long for its sake. */
const FAR = 8;

/**
 * The axis that shows all runs and, if it is near enough, the mean-shape baseline. Variations far beyond the others are
 * left out, the worst first, as long as at least half of them remain.
 */
export function rangeOf(
  variations: readonly { readonly label: string; readonly values: readonly { readonly value: number }[] }[],
  floor?: number,
): { readonly range: readonly [number, number]; readonly beyond: readonly string[] } {
  const ends = variations.map(({ label, values }) => {
    const [low = 0, high = 0] = extent(values, ({ value }) => value);
    return { label, low, high };
  });
  const inside = [...ends].sort((a, b) => a.high - b.high);
  const beyond: string[] = [];
  while (inside.length > Math.max(2, variations.length / 2)) {
    const [last, others] = [inside.at(-1)!, inside.slice(0, -1)];
    const reach = Math.max(...others.flatMap(({ low, high }) => [-low, high]), floor ?? 0);
    if (last.high <= FAR * reach) break;
    beyond.unshift(inside.pop()!.label);
  }
  const [low, high] = [Math.min(0, ...inside.map((one) => one.low)), Math.max(0, ...inside.map((one) => one.high))];
  const span = high - low || 1;
  const isNear = floor !== undefined && floor < high + NEAR * span && floor > low - NEAR * span;
  const [from, to] = isNear ? [Math.min(low, floor), Math.max(high, floor)] : [low, high];
  const margin = 0.12 * (to - from || 1);
  return { range: [from - margin, to + margin], beyond };
}

function caption(
  rows: readonly SweepRow[],
  metric: Metric,
  {
    beyond,
    floor,
    range,
  }: { readonly beyond: readonly string[]; readonly floor?: number; readonly range: readonly [number, number] },
): string {
  const base = rows[0]!;
  const intervals = rows.some(({ difference }) => Number.isFinite(difference?.margin));
  const isCut = rows.some(
    ({ variation, difference: { mean, margin } = { mean: 0, margin: 0 } }) =>
      !beyond.includes(variation.label) && (mean - margin < range[0] || mean + margin > range[1]),
  );
  const far = rows.filter(({ variation }) => beyond.includes(variation.label));
  const diverged = rows.flatMap((row) => (row.diverged > 0 ? [row.variation.label] : []));
  const named = far.map(({ variation, value }) => `${variation.label} (${meanText(value, metric)})`);
  return [
    `Difference in ${metric.title} to ${base.variation.label} (${meanText(base.value, metric)}), lower is better.`,
    intervals
      ? "Means with 95% CI (Welch's t-test), significant or not after Holm's correction."
      : 'One run each: no intervals.',
    ...(diverged.length > 0 ? [`Diverged, not drawn: ${list(diverged)}.`] : []),
    ...(far.length > 0 ? [`Beyond the axis: ${list(named)}.`] : []),
    ...(floor === undefined ? [] : [`Beyond the axis: the mean-shape baseline (${valueText(floor, metric)}).`]),
    ...(isCut ? ['Intervals that reach the edge go on beyond it.'] : []),
  ].join(' ');
}
