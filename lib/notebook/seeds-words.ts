import { list } from '../format';
import { pairedDifference } from '../metrics/difference';
import type { TestedDifference } from '../metrics/difference';
import { errorsByFace, meanOfNetworks } from '../metrics/face-errors';
import type { Metric } from '../metrics/metric';
import type { MeanAndSd } from '../metrics/statistics';
import { compareFaces, verdictOf } from '../metrics/verdict';
import type { FaceComparison, Verdict } from '../metrics/verdict';
import { differenceText, intervalText, measuredText, valueText } from '../quantity';
import type { Experiment, ExperimentData } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import { meanShapeOf, withLearnedLandmarks } from '../runs/run';
import { distanceOf, distanceWords, groupsText, resampledGroups } from './distance';
import type { Distance, FaceGroups } from './distance';

/** What several trainings with different seeds reach on the validation faces. */
export interface SeedsFindings {
  readonly metric: Pick<Metric, 'title' | 'unit'>;
  readonly value: MeanAndSd;
  readonly distance: Distance;
  readonly groups: FaceGroups;
  /** Error of the mean-shape baseline. */
  readonly baseline: number;
  /** `value - baseline` over the seeds, and what it shows about other seeds. */
  readonly overSeeds: TestedDifference & { readonly verdict: Verdict };
  /** The same over the faces, whose errors are averaged over the seeds: what it shows about other people. */
  readonly overFaces: FaceComparison;
  /** Seeds whose network is not significantly better than the baseline, although those of others are. */
  readonly failed: readonly number[];
  readonly generated: boolean;
}

/** Compares all seeds of a sweep's variation, the base by default, with the mean-shape baseline. */
export function seedsFindings(
  experiment: Pick<Experiment, 'metric' | 'landmarks'>,
  result: SweepResult,
  data: ExperimentData,
  label?: string,
): SeedsFindings {
  const { metric } = experiment;
  const learned = withLearnedLandmarks(experiment, data);
  const { faces } = learned.validation;
  const groups = resampledGroups(faces, data.set);
  const meanShape = meanShapeOf(learned);
  const runs = result.runsOf(label);
  const floor = errorsByFace(metric, meanShape, learned.validation);
  const errors = runs.map(({ training }) => errorsByFace(metric, training.predictions, learned.validation));
  const values = runs.map(({ metrics }) => metrics[metric.key]!);
  const overFaces = compareFaces(meanOfNetworks(errors), floor, groups);
  const overSeeds = pairedDifference(
    values,
    values.map(() => overFaces.reference),
  );
  const failed = runs.filter((_, i) => compareFaces(errors[i]!, floor, groups).verdict !== 'better');
  return {
    metric,
    value: result.meanAndSd(label),
    distance: distanceOf(
      data.validation,
      runs.map(({ training }) => training.predictions),
      meanShape,
    ),
    groups: { faces: faces.length, groups: new Set(groups).size, name: data.set.groupName },
    baseline: overFaces.reference,
    overSeeds: { ...overSeeds, verdict: verdictOf(overSeeds) },
    overFaces,
    failed: failed.length < runs.length ? failed.map(({ parameters }) => parameters.seed) : [],
    generated: data.set.generated,
  };
}

/** The first sentences of a report: the result of all seeds, and against the mean-shape baseline. */
export function seedsWords(findings: SeedsFindings): string {
  const { metric, value, distance, groups, generated } = findings;
  const faces = generated ? 'synthetic held-out faces' : 'held-out faces';
  const seeds = value.count > 1 ? `mean ± SD of ${value.count} seeds` : 'a single run';
  return [
    `On ${faces}, the network is ${distanceWords(distance, groups)}; the mean-shape baseline is off by ` +
      `${valueText(distance.baselinePixels, { unit: 'px' })}.`,
    `The validation ${metric.title} is **${measuredText(value, metric)}** (${seeds}), ${baselineWords(findings)}.`,
    ...failureWords(findings),
  ].join(' ');
}

/** What the intervals over people and over seeds together show: nothing where they disagree. */
export function seedsVerdict({ overSeeds, overFaces }: SeedsFindings): FaceComparison['verdict'] {
  const agree = overSeeds.verdict === 'no interval' || overSeeds.verdict === overFaces.verdict;
  return agree ? overFaces.verdict : 'not significant';
}

/** The verdict in words, with the baseline and the intervals that it rests on. */
function baselineWords(findings: SeedsFindings): string {
  const { metric, baseline, overSeeds, overFaces, groups } = findings;
  const verdict = seedsVerdict(findings);
  const people = `${intervalText(overFaces, metric)} ${groupsText(groups)}`;
  const seeds = `${differenceText(overSeeds, metric)}, 95% CI, over the seeds`;
  const name = (difference: string) =>
    `the mean-shape baseline (${valueText(baseline, metric)}; difference ${difference})`;
  if (verdict === 'better') return `significantly below ${name(people)}`;
  if (verdict === 'worse') return `**significantly above** ${name(people)}`;
  return `**not significantly different from** ${name(`${people}, and ${seeds}`)}`;
}

/** Names the seeds that have failed where others have not. */
function failureWords({ failed }: SeedsFindings): string[] {
  if (failed.length === 0) return [];
  const seeds = failed.length === 1 ? `Seed ${failed[0]} has` : `Seeds ${list(failed.map(String))} have`;
  return [
    `**${seeds} failed**: ${failed.length === 1 ? 'its network is' : 'their networks are'} not significantly better than ` +
      `the baseline. The mean and the SD above include ${failed.length === 1 ? 'it' : 'them'}.`,
  ];
}
