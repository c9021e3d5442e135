import type { FaceComparison } from '../metrics/verdict';
import { valueText } from '../quantity';
import type { Experiment, ExperimentData } from '../runs/experiment';
import { SweepResult } from '../runs/result';
import type { RunResult } from '../runs/run';
import { hasDiverged } from '../training/record';
import type { FaceGroups } from './distance';
import { runFindings } from './run-words';
import { seedsFindings, seedsVerdict } from './seeds-words';

/** What a network reaches on the validation faces, in one training or as the mean of several with different seeds. */
export interface NetworkResult {
  /** The mean error: `27.4 px`, or the metric's value where that is in percent. */
  readonly error: string;
  /** The same of the mean-shape baseline. */
  readonly baseline: string;
  /** What the metric is called where `error` has its value. */
  readonly title?: string;
  /** Trainings, and how many of them have diverged. */
  readonly seeds: number;
  readonly diverged: number;
  /** Against the mean-shape baseline. */
  readonly verdict: FaceComparison['verdict'];
  readonly groups: FaceGroups;
  /** Width of the photos, if all have the same. */
  readonly photoWidth?: number | undefined;
}

/**
 * The result that headings and texts of a notebook state.
 *
 * @param result One training, or a sweep, of which the base counts.
 */
export function networkResult(
  experiment: Experiment,
  result: RunResult | SweepResult,
  data: ExperimentData,
): NetworkResult {
  const { metric } = experiment;
  const runs = result instanceof SweepResult ? result.runsOf() : [result];
  const isRepeated = result instanceof SweepResult && runs.length > 1;
  const of = isRepeated ? ofSeeds(experiment, result, data) : ofRun(experiment, runs[0]!, data);
  const { distance } = of;
  const px = { unit: 'px' };
  return {
    ...(metric.measure === 'pixels' && distance
      ? { error: valueText(distance.pixels, px), baseline: valueText(distance.baselinePixels, px) }
      : { title: metric.title, error: valueText(of.value, metric), baseline: valueText(of.reference, metric) }),
    seeds: runs.length,
    diverged: runs.filter(({ training }) => hasDiverged(training)).length,
    verdict: of.verdict,
    groups: of.groups,
    photoWidth: distance?.photoWidth,
  };
}

function ofRun(experiment: Experiment, run: RunResult, data: ExperimentData) {
  const { value, baseline, distance, groups } = runFindings(experiment, run, data);
  return { value, distance, groups, reference: baseline.reference, verdict: baseline.verdict };
}

function ofSeeds(experiment: Experiment, result: SweepResult, data: ExperimentData) {
  const findings = seedsFindings(experiment, result, data);
  const { value, baseline, distance, groups } = findings;
  return { value: value.mean, distance, groups, reference: baseline, verdict: seedsVerdict(findings) };
}
