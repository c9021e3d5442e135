import { chart } from '../figures/chart';
import type { Series } from '../figures/chart-spec';
import { looksOf } from '../figures/colors';
import type { Figure, FigureOptions } from '../figures/figure';
import { lineChart } from '../figures/line-chart';
import { lossCurves } from '../figures/loss-curves';
import type { LossCurvesOptions } from '../figures/loss-curves';
import { table } from '../figures/table';
import { count, fixed, formatValue, significant } from '../format';
import { findMetric, headingOf } from '../metrics/metric';
import type { Metric } from '../metrics/metric';
import { wordsOf } from '../parameters/names';
import { differenceText, meanText, measuredNumber, pValue } from '../quantity';
import type { SweepResult, SweepRow } from '../runs/result';
import { DIVERGED, failedVariations, rowLabel } from '../runs/result-text';
import type { RunResult } from '../runs/run';

/** What sweep figures can be told. */
export interface SweepFigureOptions extends FigureOptions {
  /** Key of the metric to show; by default the sweep's own. */
  readonly metric?: string;
}

/**
 * A sweep as a table: mean and SD of each variation, its difference to the base with the 95% confidence interval, the
 * p-value corrected for the number of variations, and the size of the network. Variations of one number are in its order.
 *
 * @param result A finished sweep.
 * @param options The metric, caption and id.
 * @example sweepTable(variations, { id: 'variations' })
 */
export function sweepTable(result: SweepResult, options: SweepFigureOptions = {}): Figure {
  const { metric: key = result.metric.key } = options;
  const metric = findMetric(key) ?? { title: wordsOf(key), unit: '' };
  const rows = inOrder(result.rows(key));
  const tests = rows.filter(({ difference }) => Number.isFinite(difference?.corrected)).length;
  const failed = failedVariations(result).map((label): TableRow => ({ label, ...failuresOf(result, label) }));
  return table<TableRow>(
    [...rows.map((row) => ({ label: rowLabel(row), row, ...failuresOf(result, row.variation.label) })), ...failed],
    [
      { title: 'Variation', value: ({ label }) => label },
      ...variedParameters(result).map((name) => ({
        title: wordsOf(name),
        value: ({ parameters }: TableRow) => formatValue((parameters as Record<string, unknown>)[name]),
      })),
      {
        title: `${headingOf(metric)}, mean ± SD`,
        value: ({ row }) => row?.value.mean,
        html: ({ row }) => {
          if (!row) return 'failed';
          return row.diverged > 0 ? significant(row.value.mean) : measuredNumber(row.value, metric);
        },
      },
      {
        title: 'Difference (95% CI)',
        value: ({ row }) => comparisonOf(row)?.mean,
        html({ row }) {
          const difference = comparisonOf(row);
          return difference ? differenceText(difference, metric) : row && !row.difference ? 'base' : '';
        },
      },
      ...(tests > 0
        ? [
            {
              title: tests > 1 ? 'p (Holm)' : 'p',
              value: ({ row }: TableRow) => comparisonOf(row)?.corrected,
              html({ row }: TableRow) {
                const difference = comparisonOf(row);
                return difference ? pValue(difference.corrected) : '';
              },
            },
          ]
        : []),
      { title: 'Network parameters', value: ({ row }) => row?.networkParameters },
      { title: 'Runs', value: ({ row }) => row?.runs.length ?? 0 },
      ...(result.failures.length > 0 ? [{ title: 'Failed runs', value: ({ reasons }: TableRow) => reasons }] : []),
    ],
    caption(rows, metric, tests),
    { highlight: ({ row }) => row !== undefined && !row.difference, ...options },
  );
}

/** A variation in the table; without a finished run it has no figures. */
interface TableRow {
  readonly label: string;
  readonly row?: SweepRow;
  readonly parameters: object;
  /** Why runs of it failed; empty if none did. */
  readonly reasons: string;
}

function failuresOf({ failures, runs }: SweepResult, label: string): Pick<TableRow, 'parameters' | 'reasons'> {
  const failed = failures.filter(({ variation }) => variation.label === label);
  const [first] = [...runs, ...failed].filter(({ variation }) => variation.label === label);
  return { parameters: first?.parameters ?? {}, reasons: failed.map((run) => `${run.label}: ${run.reason}`).join(' ') };
}

/** A row's difference to the base; none where runs have diverged. */
const comparisonOf = (row: SweepRow | undefined) => (row && row.diverged === 0 ? row.difference : undefined);

/** Rows by the value of the parameter that varies, if it is one number; else as they are, the base first. */
function inOrder(rows: readonly SweepRow[]): readonly SweepRow[] {
  const [name, ...others] = [...new Set(rows.flatMap(({ variation }) => Object.keys(variation.changes)))];
  const valueOf = ({ runs }: SweepRow) => (runs[0]!.parameters as Record<string, unknown>)[name ?? ''];
  if (others.length > 0 || rows.some((row) => typeof valueOf(row) !== 'number')) return rows;
  return [...rows].sort((a, b) => Number(valueOf(a)) - Number(valueOf(b)));
}

/** Name of a metric with its unit, for a heading: `NME (%)`. */
function titleOf(key: string): string {
  const metric = findMetric(key);
  return metric ? headingOf(metric) : wordsOf(key);
}

/** Parameters that differ in all variations of a sweep, if there are several; otherwise the labels suffice. */
function variedParameters({ variations }: SweepResult): string[] {
  const names = [...new Set(variations.flatMap(({ changes }) => Object.keys(changes)))];
  return names.length > 1 && variations.every(({ changes }) => Object.keys(changes).length === names.length)
    ? names
    : [];
}

function caption(rows: readonly SweepRow[], metric: Pick<Metric, 'title' | 'unit'>, tests: number): string {
  const diverged = rows.some((row) => row.diverged > 0) ? ` ${DIVERGED}` : '';
  return comparisonText(rows, metric, tests) + diverged;
}

function comparisonText(rows: readonly SweepRow[], metric: Pick<Metric, 'title' | 'unit'>, tests: number): string {
  const base = rows.find(({ difference }) => !difference)!;
  if (rows.length < 2) return `${metric.title} of ${base.variation.label}.`;
  const best = rows.reduce((a, b) => (b.value.mean < a.value.mean ? b : a));
  const compared = `${metric.title} of each variation, compared with ${base.variation.label}. Lowest: ${meanText(best.value, metric)} (${best.variation.label}).`;
  return tests > 0 ? `${compared} ${testText(base.runs, tests)}` : `${compared} One run each: no intervals.`;
}

/** How the intervals and p-values of a comparison were computed. */
function testText(runs: readonly RunResult[], tests: number): string {
  const isByFold = new Set(runs.map(({ parameters }) => parameters.fold)).size > 1;
  const correction = tests > 1 ? `, p-values corrected for ${tests} comparisons by Holm's method` : '';
  return `${isByFold ? "Student's t-test, paired by fold" : "Welch's t-test over the seeds"}${correction}.`;
}

/**
 * The error against the number of training photos, for a sweep over `subset`.
 *
 * @param result A sweep of which each variation has another number of training photos.
 * @param options Caption and id.
 * @example learningCurve(sizes, { id: 'sizes-nme' })
 */
export function learningCurve(result: SweepResult, options: FigureOptions = {}): Figure {
  const title = titleOf(result.metric.key);
  const points = result.rows().map(({ runs, value }) => ({ x: runs[0]!.faces.training, y: value.mean }));
  return lineChart({ [result.experiment.title]: points }, `${title} against the number of training photos.`, {
    x: { title: 'Training photos' },
    y: { title },
    logSwitch: 'x',
    ...options,
  });
}

/**
 * The loss curves of all variations in one figure, each the mean over its runs; the legend switches them on and off.
 *
 * @param result A finished sweep.
 * @param options As for `lossCurves`.
 * @example sweepCurves(variations, { training: false })
 */
export function sweepCurves(result: SweepResult, options: LossCurvesOptions = {}): Figure {
  const runs = result.variations.map(
    ({ label }) => [label, result.runsOf(label).map(({ training }) => training)] as const,
  );
  return lossCurves(Object.fromEntries(runs), { training: false, ...options });
}

/**
 * Parallel coordinates: one line for each variation, from the values of its parameters to its result. Each axis runs
 * from its smallest value at the bottom to its largest at the top.
 *
 * @param result A finished sweep.
 * @param options The metric, caption and id.
 */
export function sweepParallel(result: SweepResult, options: SweepFigureOptions = {}): Figure {
  const { metric = result.metric.key } = options;
  const rows = result.rows(metric);
  const names = [...new Set(result.variations.flatMap(({ changes }) => Object.keys(changes)))];
  const parameterAxes = names.map((name) => ({
    title: wordsOf(name),
    of: ({ runs }: SweepRow): unknown => (runs[0]!.parameters as Record<string, unknown>)[name],
  }));
  const axes = [...parameterAxes, { title: titleOf(metric), of: ({ value }: SweepRow): unknown => value.mean }];
  const places = axes.map(({ of }) => placesOf(rows.map(of)));
  const looks = looksOf(rows.map(({ variation }) => variation.label));
  const series = rows.map((row, i): Series => {
    const texts = axes.map(({ title, of }) => `${title} ${display(of(row))}`);
    return {
      name: row.variation.label,
      ...looks[i]!,
      dash: 'solid',
      mark: 'line and points',
      x: axes.map((_, axis) => axis),
      y: places.map((place) => place[i]!),
      labels: texts,
    };
  });
  const ticks = axes.map(({ title }, value) => ({ value, label: title }));
  const ends = [0, 1].map((value) => ({ value, label: value === 0 ? 'smallest' : 'largest' }));
  return chart(
    { x: { title: 'Parameters and result', ticks }, y: { title: 'Value', ticks: ends, range: [-0.05, 1.05] }, series },
    `Parallel coordinates of ${count(rows.length, 'variation')}: parameters from the left, ${titleOf(metric)} on the right.`,
    options,
  );
}

/** Where values lie between the smallest and the largest, 0..1: false below true, names in the order they first appear. */
function placesOf(values: readonly unknown[]): number[] {
  const distinct = [...new Set(values.map((value) => JSON.stringify(value)))];
  const numbers = values.map((value) =>
    typeof value === 'number' || typeof value === 'boolean' ? Number(value) : distinct.indexOf(JSON.stringify(value)),
  );
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return numbers.map((number) => (high > low ? (number - low) / (high - low) : 0.5));
}

const display = (value: unknown): string =>
  typeof value === 'number' ? (Number.isInteger(value) ? fixed(value, 0) : significant(value)) : formatValue(value);
