import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { count, fixed, percent, significant } from '../format';
import { isMissing, presentCount } from '../landmarks/missing';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import { failureRate } from '../metrics/ced';
import type { Interpretation } from '../metrics/interpretation';
import { validationPixels } from '../metrics/metric';
import type { Metric } from '../metrics/metric';
import { meanSquaredError } from '../metrics/mse';
import { nmeByFace } from '../metrics/nme';
import { mean, pairedDifference } from '../metrics/statistics';
import type { Difference, MeanAndSd } from '../metrics/statistics';
import type { Experiment, ExperimentData } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import { meanShapeOf, withLearnedLandmarks } from '../runs/run';
import type { RunResult } from '../runs/run';
import type { Dataset } from '../samples/dataset';
import { compareFaces, differenceText, intervalText, valueText, verdictOf } from './verdict';
import type { FaceComparison, Verdict } from './verdict';

/** What one trained network reaches on the validation faces. */
export interface RunFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  readonly epochs: number;
  readonly seed: number;
  readonly faces: number;
  /** The metric's value. */
  readonly value: number;
  /** Against the mean-shape baseline; whole groups of faces, such as a person's, are resampled. */
  readonly baseline: FaceComparison;
  /** Mean error in pixels of the photo, and the photos' width if all have the same: for metrics in squared fractions. */
  readonly pixels?: number;
  readonly photoWidth?: number | undefined;
  /** 95% interval over faces and failure rates in percent: for metrics in percent. */
  readonly interval?: Interval;
  readonly failures?: { readonly at8: number; readonly at10: number };
}

/** Measures a run on the validation faces and compares it with the mean-shape baseline. */
export function runFindings(
  experiment: Pick<Experiment, 'metric' | 'landmarks'>,
  run: Pick<RunResult, 'metrics' | 'parameters' | 'training'>,
  data: ExperimentData,
): RunFindings {
  const { metric } = experiment;
  const learned = withLearnedLandmarks(experiment, data);
  const { validation } = learned;
  const errors = errorsByFace(metric, run.training.predictions, validation);
  const groups = validation.faces.map(({ group }) => group);
  const findings = {
    metric,
    epochs: run.training.epochs.length,
    seed: run.parameters.seed,
    faces: errors.length,
    value: run.metrics[metric.key]!,
    baseline: compareFaces(errors, errorsByFace(metric, meanShapeOf(learned), validation), groups),
  };
  if (metric.measure === 'pixels') {
    return { ...findings, pixels: run.metrics[validationPixels.key]!, photoWidth: commonWidth(validation) };
  }
  const [at8, at10] = [8, 10].map((limit) => 100 * failureRate(errors, limit)) as [number, number];
  return { ...findings, interval: bootstrapInterval(errors), failures: { at8, at10 } };
}

/** Error of each face: its NME in percent, or its mean squared error. */
function errorsByFace(
  { measure }: Pick<Metric, 'measure'>,
  predictions: ArrayLike<number>,
  dataset: Dataset,
): number[] {
  if (measure === 'nme') return nmeByFace(predictions, dataset);
  const size = 2 * dataset.landmarkSet.count;
  const all = Float64Array.from(predictions);
  return dataset.faces.map((_, face) => {
    const [start, end] = [face * size, (face + 1) * size];
    return meanSquaredError(all.subarray(start, end), dataset.landmarks.subarray(start, end));
  });
}

/** Width of all photos in pixels; undefined if they differ. */
function commonWidth({ faces }: Pick<Dataset, 'faces'>): number | undefined {
  const widths = new Set(faces.map(({ width }) => width));
  return widths.size === 1 ? [...widths][0] : undefined;
}

/**
 * A paragraph on what one training reaches: its error against the mean-shape baseline, and in pixels.
 *
 * @param experiment The experiment.
 * @param run One finished training, from `train`.
 * @param data The experiment's data.
 * @example describeRun(nose, run, data)
 */
export const describeRun = (experiment: Experiment, run: RunResult, data: ExperimentData): Prose =>
  say(runWords(runFindings(experiment, run, data)));

/** The wording of `describeRun`. */
export function runWords(findings: RunFindings): string {
  const { metric, epochs, seed, faces, value, baseline, pixels, photoWidth, interval, failures } = findings;
  const ci = interval ? ` (95% CI ${valueText(interval.low, metric)} to ${valueText(interval.high, metric)})` : '';
  const result =
    `After ${count(epochs, 'epoch')}, this run (seed ${seed}) has a validation ${metric.title} of ` +
    `**${valueText(value, metric)}**${ci} on ${count(faces, 'face')}, ${baselineText(baseline, metric)}.`;
  const distance =
    pixels === undefined
      ? ''
      : ` A predicted landmark is ${significant(pixels)} px from the ground truth on average${photoText(photoWidth)}.`;
  const failed = failures
    ? ` The NME exceeds 8% on ${percent(failures.at8, 0)} of the faces and 10% on ${percent(failures.at10, 0)}.`
    : '';
  return `${result}${distance}${failed}`;
}

const photoText = (width: number | undefined): string =>
  width === undefined ? '' : `, in photos ${fixed(width, 0)} px wide`;

function baselineText({ error, reference, verdict }: FaceComparison, metric: Pick<Metric, 'unit'>): string {
  const baseline = `the mean-shape baseline (${valueText(reference, metric)})`;
  switch (verdict) {
    case 'better':
      return `${percent((100 * error) / reference, 0)} of ${baseline}`;
    case 'worse':
      return `worse than ${baseline}`;
    case 'not significant':
      return `not significantly different from ${baseline}`;
  }
}

/** What several trainings with different seeds reach on the validation faces. */
export interface SeedsFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  readonly value: MeanAndSd;
  readonly pixels: number;
  readonly photoWidth?: number | undefined;
  /** Error of the mean-shape baseline; `value - baseline` with its 95% interval over seeds. */
  readonly baseline: number;
  readonly difference: Difference;
  readonly verdict: Verdict;
  readonly generated: boolean;
}

/** Compares all seeds of a sweep's base with the mean-shape baseline. */
export function seedsFindings(result: SweepResult, baseline: number, data: ExperimentData): SeedsFindings {
  const values = result.runsOf().map(({ metrics }) => metrics[result.metric.key]!);
  const difference = pairedDifference(
    values,
    values.map(() => baseline),
  );
  return {
    metric: result.metric,
    value: result.meanAndSd(),
    pixels: mean(result.runsOf().map(({ metrics }) => metrics[validationPixels.key]!)),
    photoWidth: commonWidth(data.validation),
    baseline,
    difference,
    verdict: verdictOf(difference),
    generated: data.set.generated,
  };
}

/** The first sentences of a report: the result of all seeds, and against the mean-shape baseline. */
export function seedsWords(findings: SeedsFindings): string {
  const { metric, value, pixels, photoWidth, baseline, difference, verdict, generated } = findings;
  const photo = photoWidth === undefined ? 'px' : `px in a ${fixed(photoWidth, 0)}-px-wide photo`;
  const seeds = value.count > 1 ? `mean of ${value.count} seeds, SD ${significant(value.sd, 2)}` : 'a single run';
  const faces = generated ? 'synthetic held-out faces' : 'held-out faces';
  const ratio = `${percent((100 * value.mean) / baseline, 0)} of the mean-shape baseline (${valueText(baseline, metric)}`;
  const claim =
    verdict === 'not significant' ? `not significant with ${count(value.count, 'seed')}` : `significantly ${verdict}`;
  const test = value.count > 1 ? `; difference ${differenceText(difference)}, 95% CI: ${claim})` : ')';
  return (
    `On ${faces}, the network reaches a validation ${metric.title} of **${valueText(value.mean, metric)}** ` +
    `(${significant(pixels)} ${photo}; ${seeds}). That is ${ratio}${test}.`
  );
}

/** Landmarks outside the crop compared with those inside. */
export interface CutOffFindings {
  readonly faces: number;
  /** Percentage of all landmarks that lie outside. */
  readonly share: number;
  /** Mean error of the landmarks outside and inside, over the faces that have both. */
  readonly comparison: FaceComparison;
  readonly unit: string;
}

/**
 * Compares the errors of landmarks outside the crop with those inside, face by face.
 *
 * @returns `undefined` if no landmark lies outside.
 */
export function cutOffFindings({ samples, landmarkErrors, unit }: Interpretation): CutOffFindings | undefined {
  const { landmarks, landmarkSet, faces } = samples;
  const isOutside = (i: number): boolean => [2 * i, 2 * i + 1].some((at) => landmarks[at]! < 0 || landmarks[at]! > 1);
  const byFace = faces.map((_, face) => {
    const all = Array.from({ length: landmarkSet.count }, (_, i) => face * landmarkSet.count + i);
    const own = all.filter((i) => !isMissing(landmarks, i));
    const errors = (outside: boolean) => own.filter((i) => isOutside(i) === outside).map((i) => landmarkErrors[i]!);
    return { outside: errors(true), inside: errors(false) };
  });
  const both = byFace.filter(({ outside, inside }) => outside.length > 0 && inside.length > 0);
  if (both.length === 0) return undefined;
  const total = byFace.reduce((sum, { outside }) => sum + outside.length, 0);
  const means = (of: 'outside' | 'inside') => both.map((errors) => mean(errors[of]));
  return {
    faces: both.length,
    share: (100 * total) / presentCount(landmarks),
    comparison: compareFaces(means('outside'), means('inside')),
    unit,
  };
}

/**
 * A paragraph on landmarks that the crop cuts off: how many there are, and how much harder they are.
 *
 * @param result Predictions of all landmarks, with their errors.
 */
export const describeCutOff = (result: Interpretation): Prose => say(cutOffWords(cutOffFindings(result)));

/** The wording of `describeCutOff`. */
export function cutOffWords(findings: CutOffFindings | undefined): string {
  if (!findings) return 'No landmark lies outside its crop.';
  const { faces, share, comparison, unit } = findings;
  const [outside, inside] = [comparison.error, comparison.reference].map((error) => valueText(error, { unit }));
  const claim = {
    worse: 'Landmarks that the network cannot see are harder.',
    better: 'Landmarks that the network cannot see are no harder.',
    'not significant': 'The difference is not significant.',
  }[comparison.verdict];
  return (
    `${percent(share, 1)} of all landmarks lie outside the crop, on ${count(faces, 'face')}. There, their mean error is ` +
    `${outside} vs. ${inside} inside (difference ${intervalText(comparison, unit)}). ${claim}`
  );
}
