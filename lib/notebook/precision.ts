import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import type { Figure, FigureOptions } from '../figures/figure';
import { table } from '../figures/table';
import { count, plusMinus, significant } from '../format';
import type { Metric } from '../metrics/metric';
import { mean, pairedDifference } from '../metrics/statistics';
import type { Difference } from '../metrics/statistics';
import { hasBfloat16 } from '../ops/processor';
import type { ParameterValues } from '../parameters/schema';
import type { SweepResult, SweepRow } from '../runs/result';
import { differenceText, headingOf, valueText, verdictOf } from './verdict';
import type { Verdict } from './verdict';

type Precision = ParameterValues['precision'];

/**
 * The number formats that this processor computes convolutions in.
 *
 * @example await sweep(resnet, { base: parameters, vary: { precision: precisions() } });
 */
export const precisions = (): readonly Precision[] => (hasBfloat16() ? ['float32', 'bfloat16'] : ['float32']);

/** Error and training speed with each number format. */
export function precisionTable(result: SweepResult, options: FigureOptions = {}): Figure {
  return table(
    result.rows(),
    [
      { title: 'Convolutions in', value: (row) => precisionOf(row) },
      {
        title: `${headingOf(result.metric)}, mean ± SD`,
        value: ({ value }) => value.mean,
        html: ({ value }) => plusMinus(value.mean, value.sd, 2),
      },
      { title: 'Training photos', value: ({ runs }) => runs[0]!.faces.training },
      { title: 'Photos per second', value: speedOf, decimals: 1 },
      { title: 'Runs', value: ({ runs }) => runs.length },
    ],
    'The same training with each number format.',
    options,
  );
}

/** bfloat16 compared with float32. */
export interface PrecisionFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  readonly float32: number;
  readonly bfloat16: number;
  /** `bfloat16 - float32`, paired by seed. */
  readonly difference: Difference;
  readonly verdict: Verdict;
  readonly runs: number;
  /** Training speed with bfloat16 over that with float32. */
  readonly speedup: number;
}

/**
 * Compares the two number formats, whichever the sweep began with.
 *
 * @returns `undefined` if the sweep has one of them only.
 */
export function precisionFindings(result: SweepResult): PrecisionFindings | undefined {
  const rowOf = (precision: Precision) => result.rows().find((row) => precisionOf(row) === precision);
  const [full, half] = [rowOf('float32'), rowOf('bfloat16')];
  if (!full || !half) return undefined;
  const values = ({ runs }: SweepRow) => runs.map(({ metrics }) => metrics[result.metric.key]!);
  const difference = pairedDifference(values(half), values(full));
  return {
    metric: result.metric,
    float32: full.value.mean,
    bfloat16: half.value.mean,
    difference,
    verdict: verdictOf(difference),
    runs: half.runs.length,
    speedup: speedOf(half) / speedOf(full),
  };
}

const precisionOf = ({ runs }: SweepRow): Precision => runs[0]!.parameters.precision;

const speedOf = ({ runs }: SweepRow): number =>
  mean(runs.map(({ training }) => mean(training.epochs.map(({ samplesPerSecond }) => samplesPerSecond))));

/**
 * A paragraph on what bfloat16 changes: speed and error.
 *
 * @param result A sweep over `precisions()`.
 */
export const describePrecision = (result: SweepResult): Prose => say(precisionWords(precisionFindings(result)));

/** The wording of `describePrecision`. */
export function precisionWords(findings: PrecisionFindings | undefined): string {
  if (!findings) return 'This processor does not compute in bfloat16, so there is nothing to compare.';
  const { metric, float32, bfloat16, difference, verdict, runs, speedup } = findings;
  const speed = `With bfloat16 convolutions, training runs at ${significant(speedup, 2)} times the speed.`;
  const values = `${metric.title} ${valueText(bfloat16, metric)} vs. ${valueText(float32, metric)}`;
  const interval = `${values} (difference ${differenceText(difference)}, 95% CI)`;
  switch (verdict) {
    case 'single run':
      return `${speed} ${values}: with one run each, the difference cannot be told apart from the effect of the random seed.`;
    case 'identical':
      return `${speed} ${values}: identical.`;
    case 'not significant':
      return `${speed} ${interval}: not significant with ${count(runs, 'seed')}.`;
    default:
      return `${speed} ${interval}: significantly ${verdict}.`;
  }
}
