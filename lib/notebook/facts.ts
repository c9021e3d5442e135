import { count, fixed } from '../format';
import type { Experiment, ExperimentData } from '../runs/experiment';
import type { SweepResult } from '../runs/result';
import type { RunResult } from '../runs/run';
import { networkResult } from './result';
import type { NetworkResult } from './result';

/** Figures of a result as a text has them, to fill into sentences that a person writes. */
export interface Facts {
  /** Mean error: `27.4 px`, or the metric's value where that is in percent. */
  readonly error: string;
  /** The same of the mean-shape baseline. */
  readonly baseline: string;
  /** What the error was measured on: `mean of 10 seeds`, or `a single run`. */
  readonly seeds: string;
  /** A sentence on what the difference between the error and the baseline's shows. */
  readonly learned: string;
  /** Width of the photos: `640 px`; `various widths` if they differ. */
  readonly photoWidth: string;
  /** Validation faces: `48 faces`, or `48 faces of 8 people`. */
  readonly faces: string;
}

/**
 * The figures of a result, as texts.
 *
 * @param experiment The experiment.
 * @param result One finished training, or several of the same recipe with different seeds: the base of a sweep.
 * @param data The experiment's data.
 * @example say(`The network is off by ${factsOf(nose, run, data).error}.`)
 */
export const factsOf = (experiment: Experiment, result: RunResult | SweepResult, data: ExperimentData): Facts =>
  factsText(networkResult(experiment, result, data));

/** The wording of `factsOf`. */
function factsText(result: NetworkResult): Facts {
  const { error, baseline, seeds, photoWidth, groups } = result;
  const people = groups.name === 'person' ? ` of ${count(groups.groups, 'person', 'people')}` : '';
  return {
    error,
    baseline,
    seeds: seeds > 1 ? `mean of ${seeds} seeds` : 'a single run',
    learned: learnedText(result),
    photoWidth: photoWidth === undefined ? 'various widths' : `${fixed(photoWidth, 0)}\u00a0px`,
    faces: `${count(groups.faces, 'face')}${people}`,
  };
}

function learnedText({ diverged, verdict }: Pick<NetworkResult, 'diverged' | 'verdict'>): string {
  if (diverged > 0) return 'A training that has diverged says nothing about the images.';
  return {
    better: 'Only the difference between the two was learned from the images.',
    'not significant': 'The difference is not significant: the network may have learned nothing from the images.',
    worse: 'The network is worse than the baseline, so it has learned nothing that helps with new faces.',
  }[verdict];
}
