import { chart } from '../figures/chart';
import type { Series } from '../figures/chart-spec';
import { looksOf } from '../figures/colors';
import type { Figure, FigureOptions } from '../figures/figure';
import { lossCurves } from '../figures/loss-curves';
import type { LossCurvesOptions } from '../figures/loss-curves';
import { fixed } from '../format';
import { headingOf } from '../metrics/metric';
import { meanText } from '../quantity';
import type { SweepResult } from '../runs/result';
import { stepsPerEpoch } from './steps';
import { differIn } from './sweep-words';

/**
 * The loss curves of all variations in one figure, each the mean over its runs; the legend switches them on and off.
 *
 * @param result A finished sweep.
 * @param options As for `lossCurves`.
 * @example sweepCurves(variations, { training: false })
 */
export function sweepCurves(result: SweepResult, options: LossCurvesOptions = {}): Figure {
  const runs = result.variations.map(
    ({ label }) => [label, result.runsOf(label).map(({ training }) => training)] as const,
  );
  return lossCurves(Object.fromEntries(runs), { training: false, each: differIn(result.runsOf()), ...options });
}

/**
 * The same curves against the optimizer's steps, for variations whose epochs have different numbers of them: what a
 * network has reached after equally many steps stands at one place.
 *
 * @param result A finished sweep.
 * @param options As for `lossCurves`.
 * @example stepCurves(comparison, { baseline })
 */
export function stepCurves(result: SweepResult, options: LossCurvesOptions = {}): Figure {
  const steps = result.variations.map(({ label }) => [label, stepsPerEpoch(result.runsOf(label)[0]!)] as const);
  return sweepCurves(result, { steps: Object.fromEntries(steps), ...options });
}

/** Options of a learning curve. */
export interface LearningCurveOptions extends FigureOptions {
  /** What the network is called in the legend. */
  readonly name?: string;
  /** The metric's value of other methods, to read the curve against. */
  readonly baselines?: Readonly<Record<string, number>>;
}

/**
 * The error against the number of training photos, for a sweep over `subset`: the mean as a line, each run as a dot. Both
 * axes are logarithmic, on which a power law is a straight line.
 *
 * @param result A sweep of which each variation has another number of training photos.
 * @param options Other methods, caption and id.
 * @example learningCurve(sizes, { baselines: { 'mean-shape baseline': 15.6 }, id: 'sizes-nme' })
 */
export function learningCurve(
  result: SweepResult,
  { name = 'this network', baselines = {}, ...options }: LearningCurveOptions = {},
): Figure {
  const { metric } = result;
  const rows = result
    .rows()
    .map(({ runs, value }) => ({ photos: runs[0]!.faces.training, value, runs }))
    .sort((a, b) => a.photos - b.photos);
  const dots = rows.flatMap(({ photos, runs }) => runs.map((run) => ({ photos, value: run.metrics[metric.key]! })));
  const [look, ...others] = looksOf([name, ...Object.keys(baselines)]);
  const line: Series = {
    name,
    ...look!,
    mark: 'line and points',
    x: rows.map(({ photos }) => photos),
    y: rows.map(({ value }) => value.mean),
  };
  const points: Series = {
    name: 'one run',
    color: look!.color,
    mark: 'points',
    symbol: 'dot',
    x: dots.map(({ photos }) => photos),
    y: dots.map(({ value }) => value),
  };
  const [fewest, most] = [rows[0]!, rows.at(-1)!];
  const levels = Object.entries(baselines).map(([label, value], i): Series => {
    return { name: label, ...others[i]!, mark: 'line', x: [fewest.photos, most.photos], y: [value, value] };
  });
  const text = ({ photos, value }: (typeof rows)[number]) =>
    `${meanText(value, metric)} with ${fixed(photos, 0)} training photos`;
  return chart(
    {
      x: {
        title: 'Training photos',
        log: true,
        ticks: rows.map(({ photos }) => ({ value: photos, label: fixed(photos, 0) })),
      },
      y: { title: headingOf(metric), log: true },
      series: [...levels, line, ...(dots.length > rows.length ? [points] : [])],
      logSwitch: 'xy',
    },
    `${metric.title} by the number of training photos: ${text(fewest)}, ${text(most)}.`,
    options,
  );
}
