import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { count, pluralOf } from '../format';
import { FACE, subjectOf } from '../landmarks/landmark-set';
import { bootstrapInterval } from '../metrics/bootstrap';
import type { Interval } from '../metrics/bootstrap';
import { failureRate } from '../metrics/ced';
import { errorsByFace } from '../metrics/face-errors';
import type { Metric } from '../metrics/metric';
import type { MeanAndSd } from '../metrics/statistics';
import { compareFaces } from '../metrics/verdict';
import type { FaceComparison } from '../metrics/verdict';
import { ciText, intervalText, measuredText, valueText } from '../quantity';
import type { Experiment, ExperimentData } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import { meanShapeOf, withLearnedLandmarks } from '../runs/run';
import type { RunResult } from '../runs/run';
import { distanceOf, distanceWords, groupsText, meanPixels, resampledGroups } from './distance';
import type { Distance, FaceGroups } from './distance';
import { failureWords } from './failure-words';
import type { FailureRates } from './failure-words';

/** The trainings with other seeds that a run belongs to. */
export interface RunAmong {
  readonly count: number;
  /** Mean and standard deviation of the metric, and the mean error in pixels of the photo for metrics without a unit. */
  readonly value: MeanAndSd;
  readonly pixels?: number;
  /** The run's place from the lowest value on, counted from 1. */
  readonly place: number;
}

/** What one trained network reaches on the validation faces. */
export interface RunFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  readonly epochs: number;
  readonly seed: number;
  /** Networks of a cross-validation whose predictions these are, each of held-out faces; one network by default. */
  readonly folds?: number;
  readonly groups: FaceGroups;
  /** The metric's value, and its 95% interval over the groups of faces. */
  readonly value: number;
  readonly interval: Interval;
  /** Against the mean-shape baseline; whole groups of faces, such as a person's, are resampled. */
  readonly baseline: FaceComparison;
  /** How far off the predictions are: for metrics in squared fractions, which nobody can picture. */
  readonly distance?: Distance;
  /** Failure rates in percent: for metrics in percent. */
  readonly failures?: FailureRates;
  /** The other seeds, if there are any. */
  readonly among?: RunAmong;
}

/** Measures a run on the validation faces and compares it with the mean-shape baseline. */
export function runFindings(
  experiment: Pick<Experiment, 'metric' | 'landmarks'>,
  run: Pick<RunResult, 'metrics' | 'parameters' | 'training'>,
  data: ExperimentData,
): RunFindings {
  const { metric } = experiment;
  const learned = withLearnedLandmarks(experiment, data);
  const { predictions, epochs } = run.training;
  const errors = errorsByFace(metric, predictions, learned.validation);
  const baseline = errorsByFace(metric, meanShapeOf(learned), learned.validation);
  const groups = resampledGroups(learned.validation.faces, data.set);
  const [at8, at10] = [8, 10].map((limit) => 100 * failureRate(errors, limit)) as [number, number];
  return {
    metric,
    epochs: epochs.length,
    seed: run.parameters.seed,
    ...(data.fewFolds && { folds: data.fewFolds }),
    groups: {
      faces: groups.length,
      groups: new Set(groups).size,
      name: data.set.groupName,
      subject: subjectOf(learned.validation.landmarkSet),
    },
    value: run.metrics[metric.key]!,
    interval: bootstrapInterval(errors, { groups }),
    baseline: compareFaces(errors, baseline, groups),
    ...(metric.measure === 'pixels'
      ? { distance: distanceOf(data.validation, [predictions], meanShapeOf(learned)) }
      : { failures: { at8, at10 } }),
  };
}

/** Where a run stands among those of a sweep's base; undefined if it is the only one. */
function runAmong(
  { metric }: Pick<Experiment, 'metric'>,
  run: RunResult,
  seeds: SweepResult,
  { validation }: ExperimentData,
): RunAmong | undefined {
  const runs = seeds.runsOf();
  if (runs.length < 2) return undefined;
  const valueOf = ({ metrics }: RunResult) => metrics[metric.key] ?? NaN;
  const isLower = (one: RunResult) => valueOf(one) < valueOf(run);
  const predictions = runs.map(({ training }) => training.predictions);
  return {
    count: runs.length,
    value: seeds.meanAndSd(),
    ...(metric.measure === 'pixels' && { pixels: meanPixels(validation, predictions) }),
    place: 1 + runs.filter(isLower).length,
  };
}

/**
 * A paragraph on what one training reaches: how far off it is, and its error against the mean-shape baseline.
 *
 * @param experiment The experiment.
 * @param run One finished training, from `train`.
 * @param data The experiment's data.
 * @param seeds The same training with several seeds: their mean comes first, and the run's place among them is named.
 * @example describeRun(nose, run, data)
 */
export function describeRun(experiment: Experiment, run: RunResult, data: ExperimentData, seeds?: SweepResult): Prose {
  const among = seeds && runAmong(experiment, run, seeds, data);
  return say(runWords({ ...runFindings(experiment, run, data), ...(among && { among }) }));
}

/** The wording of `describeRun`. */
export function runWords(findings: RunFindings): string {
  const { metric, epochs, seed, folds, groups, value, interval, baseline, distance, failures, among } = findings;
  const { subject = FACE } = groups;
  const who = folds ? `the ${folds} networks of the cross-validation (seed ${seed})` : `this run (seed ${seed})`;
  const after = `After ${count(epochs, 'epoch')}, ${who}`;
  const [is, its, has] = folds ? ['are', 'Their', 'have'] : ['is', 'Its', 'has'];
  const far = distance ? `${after} ${is} ${distanceWords(distance, groups)}. ${its}` : `${after} ${has} a`;
  const ci = distance ? '' : ` (${ciText(interval, metric)} ${groupsText(groups)})`;
  const failed = failures ? ` ${failureWords(failures, pluralOf(subject))}` : '';
  const verb = distance ? 'is' : 'of';
  const place = among ? `, the ${placeText(among)} of the ${among.count} seeds` : '';
  return (
    `${amongWords(findings)}${far} validation ${metric.title} ${verb} **${valueText(value, metric)}**${ci} on ${count(groups.faces, subject)}${place}, ` +
    `${baselineText(baseline, metric)}.${failed}`
  );
}

/** The mean of all seeds, before what is said about one of them; empty for a single run. */
function amongWords({ among, metric }: RunFindings): string {
  if (!among) return '';
  const { value, pixels } = among;
  const error = pixels === undefined ? '' : `the error is **${valueText(pixels, { unit: 'px' })}** and `;
  return (
    `Averaged over ${among.count} seeds, ${error}the validation ${metric.title} is **${measuredText(value, metric)}** ` +
    '(mean ± SD). The rest of this section examines one of them. '
  );
}

/** A place among all: `lowest`, `2nd lowest`, `11th lowest`, `highest`. */
function placeText({ place, count }: RunAmong): string {
  if (place === 1) return 'lowest';
  if (place === count) return 'highest';
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[place % 100 > 10 && place % 100 < 14 ? 0 : place % 10] ?? 'th';
  return `${place}${ending} lowest`;
}

/** `significantly below the mean-shape baseline (0.00509; difference -0.0029, 95% CI -0.0041 to -0.0017)`. */
function baselineText(comparison: FaceComparison, metric: Pick<Metric, 'unit'>): string {
  const { reference, verdict } = comparison;
  const baseline = `the mean-shape baseline (${valueText(reference, metric)}; difference ${intervalText(comparison, metric)})`;
  switch (verdict) {
    case 'better':
      return `significantly below ${baseline}`;
    case 'worse':
      return `**significantly above** ${baseline}`;
    case 'not significant':
      return `**not significantly different from** ${baseline}`;
  }
}
