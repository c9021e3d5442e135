import { count, fixed } from '../format';
import { valueText } from '../quantity';
import type { Experiment, ExperimentData } from '../runs/experiment';
import type { RunResult } from '../runs/run';
import { runFindings } from './run-words';

/** Figures of a run as a text has them, to fill into sentences that a person writes. */
export interface Facts {
  /** Mean error: `27.4 px`, or the metric's value where that is in percent. */
  readonly error: string;
  /** The same of the mean-shape baseline. */
  readonly baseline: string;
  /** Width of the photos: `640 px`; `various widths` if they differ. */
  readonly photoWidth: string;
  /** Validation faces: `48 faces`, or `48 faces of 8 people`. */
  readonly faces: string;
}

/**
 * The figures of a run, as texts.
 *
 * @param experiment The experiment.
 * @param run One finished training.
 * @param data The experiment's data.
 * @example say(`The network is off by ${factsOf(nose, run, data).error}.`)
 */
export function factsOf(experiment: Experiment, run: RunResult, data: ExperimentData): Facts {
  const { distance, metric, value, baseline, groups } = runFindings(experiment, run, data);
  const width = distance?.photoWidth;
  const people = groups.name === 'person' ? ` of ${count(groups.groups, 'person', 'people')}` : '';
  return {
    error: distance ? valueText(distance.pixels, { unit: 'px' }) : valueText(value, metric),
    baseline: distance ? valueText(distance.baselinePixels, { unit: 'px' }) : valueText(baseline.reference, metric),
    photoWidth: width === undefined ? 'various widths' : `${fixed(width, 0)}\u00a0px`,
    faces: `${count(groups.faces, 'face')}${people}`,
  };
}
