import type { Figure, FigureOptions } from '../figures/figure';
import { intervalPlot, MEAN_LOOK } from '../figures/interval-plot';
import type { IntervalRow } from '../figures/interval-plot';
import { BEST_RECIPE } from '../figures/looks';
import { list } from '../format';
import { bootstrapInterval } from '../metrics/bootstrap';
import { meanOfNetworks } from '../metrics/face-errors';
import { interpret } from '../metrics/interpretation';
import { mean } from '../metrics/statistics';
import { valueText } from '../quantity';
import type { Experiment, ExperimentData } from '../runs/experiment';
import { meanShapeOf, withLearnedLandmarks } from '../runs/run';
import type { RunResult } from '../runs/run';
import type { BestSection } from './best';
import { groupsText, resampledGroups } from './distance';

/**
 * The network's error on one scale with those of the mean-shape baseline and of the best recipe, each with its 95%
 * interval over the people: how much of the way from the baseline to the best is covered.
 *
 * @param experiment The experiment.
 * @param runs The network's trainings, of which errors are averaged face by face.
 * @param data The experiment's data.
 * @param best The best recipe; left out if there is none, or if its record is about other photos.
 * @param options Caption and id.
 */
export function errorScale(
  experiment: Pick<Experiment, 'metric' | 'landmarks'>,
  runs: readonly Pick<RunResult, 'training'>[],
  data: ExperimentData,
  best: Pick<BestSection, 'faceErrors' | 'findings'> | undefined,
  options: FigureOptions = {},
): Figure {
  const { measure } = experiment.metric;
  const { validation, set } = data;
  const errorsOf = (predictions: ArrayLike<number>) => interpret(validation, predictions, { measure }).errors;
  const methods = {
    'mean-shape baseline': errorsOf(meanShapeOf(withLearnedLandmarks(experiment, data))),
    'this network': meanOfNetworks(runs.map(({ training }) => errorsOf(training.predictions))),
    ...(best?.faceErrors && { [BEST_RECIPE]: best.faceErrors }),
  };
  // Errors by face are those of the recipe's first seed, its result is the mean of all.
  const ofBest = best?.findings?.pixels ?? best?.findings?.value.mean;
  const groups = resampledGroups(validation.faces, set);
  const of = { unit: measure === 'nme' ? '%' : 'px' };
  const rows = Object.entries(methods).map(([label, errors]): IntervalRow => ({
    label,
    value: label === BEST_RECIPE ? (ofBest ?? mean(errors)) : mean(errors),
    ...bootstrapInterval(errors, { groups }),
  }));
  const people = groupsText({ faces: groups.length, groups: new Set(groups).size, name: set.groupName });
  const first = best?.faceErrors ? '; that of the best recipe is of its first seed' : '';
  const values = rows.map(({ label, value }) => `${label} ${valueText(value, of)}`);
  return intervalPlot(rows, `Mean error on the held-out faces: ${list(values)}. Bars: 95% CI ${people}${first}.`, {
    x: {
      title: measure === 'nme' ? 'NME (%)' : 'Error (px in the photo)',
      range: [0, 1.08 * Math.max(...rows.map(({ high = 0 }) => high))],
    },
    kinds: { 'mean with 95% CI': MEAN_LOOK },
    ...options,
  });
}
