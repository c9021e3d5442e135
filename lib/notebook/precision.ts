import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import type { Figure, FigureOptions } from '../figures/figure';
import { table } from '../figures/table';
import { count, significant } from '../format';
import { compareRuns } from '../metrics/comparison';
import type { Comparison } from '../metrics/comparison';
import { headingOf } from '../metrics/metric';
import type { Metric } from '../metrics/metric';
import { nmeByFace } from '../metrics/nme';
import { runsNeeded } from '../metrics/power';
import { mean } from '../metrics/statistics';
import type { MeanAndSd } from '../metrics/statistics';
import { compareFaces, verdictOf } from '../metrics/verdict';
import type { FaceComparison, Verdict } from '../metrics/verdict';
import { hasBfloat16 } from '../ops/processor';
import type { ParameterValues } from '../parameters/schema';
import { differenceText, intervalText, measuredNumber, measuredText, neededText } from '../quantity';
import type { ExperimentData } from '../runs/experiment';
import type { SweepResult, SweepRow } from '../runs/result';
import type { Dataset } from '../samples/dataset';

type Precision = ParameterValues['precision'];

/**
 * The number formats that this processor computes convolutions in.
 *
 * @example await sweep(resnet, { base: parameters, vary: { precision: precisions() } });
 */
export const precisions = (): readonly Precision[] => (hasBfloat16() ? ['float32', 'bfloat16'] : ['float32']);

/**
 * Error and training speed with each number format.
 *
 * @example precisionTable(await sweep(resnet, { vary: { precision: precisions() } }), { id: 'precisions' })
 */
export function precisionTable(result: SweepResult, options: FigureOptions = {}): Figure {
  return table(
    result.rows(),
    [
      { title: 'Convolutions in', value: (row) => precisionOf(row) },
      {
        title: `${headingOf(result.metric)}, mean ± SD`,
        value: ({ value }) => value.mean,
        html: ({ value }) => measuredNumber(value, result.metric),
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
  readonly float32: MeanAndSd;
  readonly bfloat16: MeanAndSd;
  /** `bfloat16 - float32` over the runs. */
  readonly difference: Comparison;
  readonly verdict: Verdict;
  readonly runs: number;
  /** The mean errors of the runs on the same faces: NME in percent. */
  readonly faces: FaceComparison & { readonly count: number };
  /** Training speed with bfloat16 over that with float32. */
  readonly speedup: number;
}

/**
 * Compares the two number formats, whichever the sweep began with.
 *
 * @param result A sweep over `precisions()`.
 * @param validation The faces that its runs were evaluated on.
 * @returns `undefined` if the sweep has one of them only.
 */
export function precisionFindings(result: SweepResult, validation: Dataset): PrecisionFindings | undefined {
  const rowOf = (precision: Precision) => result.rows().find((row) => precisionOf(row) === precision);
  const [full, half] = [rowOf('float32'), rowOf('bfloat16')];
  if (!full || !half) return undefined;
  const values = ({ runs }: SweepRow) => ({ values: runs.map(({ metrics }) => metrics[result.metric.key]!) });
  const [difference] = compareRuns(values(full), [values(half)]) as [Comparison];
  const [errors, reference] = [half, full].map((row) => faceErrors(row, validation)) as [number[], number[]];
  return {
    metric: result.metric,
    float32: full.value,
    bfloat16: half.value,
    difference,
    verdict: verdictOf(difference),
    runs: half.runs.length,
    faces: { ...compareFaces(errors, reference), count: errors.length },
    speedup: speedOf(half) / speedOf(full),
  };
}

/** NME of each face in percent, the mean over the runs. */
function faceErrors({ runs }: SweepRow, validation: Dataset): number[] {
  const byRun = runs.map(({ training }) => nmeByFace(training.predictions, validation));
  return validation.faces.map((_, face) => mean(byRun.map((errors) => errors[face]!)));
}

const precisionOf = ({ runs }: SweepRow): Precision => runs[0]!.parameters.precision;

const speedOf = ({ runs }: SweepRow): number =>
  mean(runs.map(({ training }) => mean(training.epochs.map(({ samplesPerSecond }) => samplesPerSecond))));

/**
 * A paragraph on what bfloat16 changes: speed and error.
 *
 * @param result A sweep over `precisions()`.
 * @param data The data of its experiment.
 * @example describePrecision(await sweep(resnet, { vary: { precision: precisions() } }), await resnet.load(resnet.parameters()))
 */
export const describePrecision = (result: SweepResult, { validation }: Pick<ExperimentData, 'validation'>): Prose =>
  say(precisionWords(precisionFindings(result, validation)));

/** The wording of `describePrecision`. */
export function precisionWords(findings: PrecisionFindings | undefined): string {
  if (!findings) return 'This processor does not compute in bfloat16, so there is nothing to compare.';
  const { metric, float32, bfloat16, difference, verdict, runs, speedup } = findings;
  const speed = `With bfloat16 convolutions, training runs at ${significant(speedup, 2)} times the speed.`;
  const values = `The ${metric.title} is ${measuredText(bfloat16, metric)} in place of ${measuredText(float32, metric)}`;
  const interval = `${values} (difference ${differenceText(difference, metric)}, 95% CI)`;
  switch (verdict) {
    case 'no interval':
      return `${speed} ${values}. ${singleRunWords(findings)}`;
    case 'identical':
      return `${speed} ${values}, identical to the last digit.`;
    case 'diverged':
      return `${speed} ${values}: at least one run has diverged.`;
    case 'not significant':
      return `${speed} ${interval}: not significant with ${count(runs, 'seed')} each; a difference of this size would take ${neededText(difference.needed)} to confirm.`;
    default:
      return `${speed} ${interval}: significantly ${verdict}.`;
  }
}

/** A difference of twice the seeds' standard deviation is large enough to matter. */
const VISIBLE = 2;

/** Two single networks can be compared on the same faces, which says nothing yet about the next two. */
function singleRunWords({ faces, metric }: PrecisionFindings): string {
  const interval = intervalText(faces, metric);
  const claim = {
    better: `These two networks differ on the same ${count(faces.count, 'face')}: bfloat16's is better (${interval}, faces resampled)`,
    worse: `These two networks differ on the same ${count(faces.count, 'face')}: bfloat16's is worse (${interval}, faces resampled)`,
    'not significant': `On the same ${count(faces.count, 'face')}, these two networks do not differ significantly (${interval}, faces resampled)`,
  }[faces.verdict];
  return (
    `${claim}. Another seed may change that: with one run each, the effect of the number format cannot be told from that ` +
    `of the seed. ${runsNeeded(VISIBLE)} seeds each would find a difference of twice the seeds' standard deviation.`
  );
}
