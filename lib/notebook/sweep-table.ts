import type { Figure, FigureOptions } from '../figures/figure';
import { table } from '../figures/table';
import { formatValue, significant } from '../format';
import { findMetric, headingOf } from '../metrics/metric';
import type { Metric } from '../metrics/metric';
import { wordsOf } from '../parameters/names';
import { differenceText, meanText, measuredNumber, pValue } from '../quantity';
import type { SweepResult, SweepRow } from '../runs/result';
import { DIVERGED, failedVariations, rowLabel, SYNTHETIC } from '../runs/result-text';
import type { RunResult } from '../runs/run';
import { stoppedVariations, stoppedWords } from '../runs/stopped-text';
import { differIn } from './sweep-words';

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
  const stopped = stoppedVariations(result).map((one): TableRow => {
    const { label } = one.variation;
    return { label, parameters: one.runs[0].parameters, reasons: '', stop: stoppedWords(one) };
  });
  const finished = rows.map((row) => ({ label: rowLabel(row), row, ...failuresOf(result, row.variation.label) }));
  return table<TableRow>(
    [...finished, ...stopped, ...failed],
    [
      { title: 'Variation', value: ({ label }) => label },
      ...variedParameters(result).map((name) => ({
        title: wordsOf(name),
        value: ({ parameters }: TableRow) => formatValue((parameters as Record<string, unknown>)[name]),
      })),
      {
        title: `${headingOf(metric)}, mean ± SD`,
        value: ({ row }) => row?.value.mean,
        html: ({ row, stop }) => {
          if (!row) return stop ?? 'failed';
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
  /** When it was stopped early, if it was. */
  readonly stop?: string;
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

/** Parameters that differ in all variations of a sweep, if there are several; otherwise the labels suffice. */
function variedParameters({ variations }: SweepResult): string[] {
  const names = [...new Set(variations.flatMap(({ changes }) => Object.keys(changes)))];
  return names.length > 1 && variations.every(({ changes }) => Object.keys(changes).length === names.length)
    ? names
    : [];
}

function caption(rows: readonly SweepRow[], metric: Pick<Metric, 'title' | 'unit'>, tests: number): string {
  const diverged = rows.some((row) => row.diverged > 0) ? ` ${DIVERGED}` : '';
  const synthetic = rows.some(({ runs }) => runs.some(({ generated }) => generated)) ? ` ${SYNTHETIC}` : '';
  return comparisonText(rows, metric, tests) + diverged + synthetic;
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
  const isByFold = differIn(runs) === 'fold';
  const correction = tests > 1 ? `, p-values corrected for ${tests} comparisons by Holm's method` : '';
  return `${isByFold ? "Student's t-test, paired by fold" : "Welch's t-test over the seeds"}${correction}.`;
}
