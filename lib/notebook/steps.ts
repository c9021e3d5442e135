import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { count, fixed, list } from '../format';
import { pairedDifference } from '../metrics/difference';
import type { SweepResult } from '../runs/result';
import type { RunResult } from '../runs/run';

/** Steps of the optimizer in each epoch of a run: one for each batch, the last of which may be smaller. */
export const stepsPerEpoch = ({
  parameters: { batchSize, augmentationRepeats = 1 },
  faces,
}: Pick<RunResult, 'parameters' | 'faces'>): number => Math.ceil(faces.training / batchSize) * augmentationRepeats;

/** When a variation's networks became better than the mean-shape baseline, and stayed so. */
export interface Departure {
  readonly label: string;
  readonly seeds: number;
  /** All steps of its training. */
  readonly steps: number;
  /** Steps at the end of the first epoch from which on they are better; undefined if they never are. */
  readonly from: number | undefined;
}

/**
 * Finds when each variation left the mean-shape baseline: the first epoch from which on the 95% interval of the seeds'
 * validation MSE lies below it (that of a single seed: the value itself).
 *
 * @param result A finished sweep.
 * @param baseline MSE of the mean-shape baseline.
 */
export function departures(result: SweepResult, baseline: number): Departure[] {
  return result.variations.map(({ label }) => {
    const runs = result.runsOf(label);
    const perEpoch = stepsPerEpoch(runs[0]!);
    const epochs = Math.min(...runs.map(({ training }) => training.epochs.length));
    const isBelow = (epoch: number): boolean => {
      const values = runs.map(({ training }) => training.epochs[epoch]!.validationMse);
      const { mean, margin } = pairedDifference(
        values,
        values.map(() => baseline),
      );
      return mean + (values.length > 1 ? margin : 0) < 0;
    };
    let first = epochs;
    while (first > 0 && isBelow(first - 1)) first--;
    return {
      label,
      seeds: runs.length,
      steps: epochs * perEpoch,
      from: first < epochs ? (first + 1) * perEpoch : undefined,
    };
  });
}

/**
 * A paragraph on how many steps the networks of a sweep needed to become better than the mean-shape baseline.
 *
 * @param result A finished sweep.
 * @param baseline MSE of the mean-shape baseline.
 * @example describeSteps(comparison, baseline)
 */
export const describeSteps = (result: SweepResult, baseline: number): Prose =>
  say(stepWords(departures(result, baseline)));

/** The wording of `describeSteps`. */
export function stepWords(found: readonly Departure[]): string {
  const left = found.flatMap(({ label, from }) =>
    from === undefined ? [] : [`from step ${fixed(from, 0)} on with ${nameOf(label)}`],
  );
  const stayed = found.flatMap(({ label, steps, from }) =>
    from === undefined ? [`${nameOf(label)} (${count(steps, 'step')})`] : [],
  );
  const seeds = Math.min(...found.map((one) => one.seeds));
  const how = seeds > 1 ? ` with its 95% CI over ${count(seeds, 'seed')}` : '';
  return [
    ...(left.length > 0 ? [`The validation MSE lies below the mean-shape baseline${how} ${list(left)}.`] : []),
    ...(stayed.length > 0
      ? [`It **does not leave the mean-shape baseline** in the training with ${list(stayed)}.`]
      : []),
  ].join(' ');
}

const nameOf = (label: string): string => (label === 'default' ? 'the default' : label);
