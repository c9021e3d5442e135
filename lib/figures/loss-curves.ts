import { extent, max, mean } from 'd3-array';
import { count } from '../format';
import { meanAndSd } from '../metrics/statistics';
import { meanText } from '../quantity';
import type { EpochRecord, TrainingRecord } from '../training/record';
import { chart } from './chart';
import type { Rule, Series } from './chart-spec';
import { looksOf } from './colors';
import type { Figure, FigureOptions } from './figure';

/** Runs by label; several records under one label are repeats of the same run with other seeds. */
export type Runs = Readonly<Record<string, HasEpochs | readonly HasEpochs[]>>;

type HasEpochs = Pick<TrainingRecord, 'epochs'>;

/** Options of loss curves. */
export interface LossCurvesOptions extends FigureOptions {
  /** What to draw: the error that reports compare, or the loss that was minimized. */
  metric?: 'mse' | 'loss';
  /** MSE of the mean-shape baseline, drawn as a line. */
  baseline?: number;
  /** Whether the training curves are drawn too. */
  training?: boolean;
  /** Whether the axis begins logarithmic. */
  log?: boolean;
  /** Optimizer steps in each epoch of the runs with a label: draws the losses by steps instead of epochs. */
  steps?: Readonly<Record<string, number>>;
  /** What the runs with a label differ in; seeds by default. */
  each?: 'seed' | 'fold';
}

const METRICS = {
  mse: {
    name: 'MSE',
    title: 'Mean squared error (MSE)',
    axis: 'MSE (relative coordinates)',
    validation: 'validationMse',
    training: 'trainingMse',
  },
  loss: { name: 'loss', title: 'Loss', axis: 'Loss', validation: 'validationLoss', training: 'trainingLoss' },
} as const;

/**
 * Losses by epoch: validation solid, training dashed; of repeated runs the mean with the band from the lowest to the
 * highest.
 *
 * @param runs Training records by label.
 * @example lossCurves({ default: run.training }, { baseline: 0.0051 })
 */
export function lossCurves(runs: Runs, options: LossCurvesOptions = {}): Figure {
  const { metric = 'mse', baseline, training = true, log = true, steps } = options;
  const { axis, validation, training: trainingKey } = METRICS[metric];
  const labels = Object.keys(runs);
  const looks = looksOf(labels);
  const parts = [{ part: 'validation', key: validation, dash: 'solid' } as const];
  const all = training ? [...parts, { part: 'training', key: trainingKey, dash: 'dash' } as const] : parts;
  const series = labels.flatMap((label, i) =>
    all.map(({ part, key, dash }) => ({
      name: labels.length === 1 ? part : training ? `${label}, ${part}` : label,
      ...(labels.length > 1 && { legend: label }),
      ...looks[i]!,
      dash,
      ...curve([runs[label]!].flat(), key, steps?.[label]),
    })),
  );
  const rules: Rule[] = baseline === undefined ? [] : [{ axis: 'y', value: baseline, label: 'Mean-shape baseline' }];
  const epochs = Math.max(...series.map(({ x }) => x.length));
  return chart(
    {
      x: steps ? { title: 'Optimizer steps', log: true } : { title: 'Epoch', whole: true },
      y: { title: training ? axis : `Validation ${axis}`, log },
      series,
      rules,
      ...(training && labels.length > 1 && { patterns: all.map(({ part, dash }) => ({ dash, label: part })) }),
      logSwitch: steps ? 'xy' : 'y',
      smooth: { sigma: Math.max(1, Math.round(epochs / 40)), unit: 'epochs' },
    },
    caption(runs, metric, steps ? 'optimizer step' : 'epoch', options.each ?? 'seed'),
    options,
  );
}

/** The mean of repeats by epoch, with the range they span. */
function curve(
  records: readonly HasEpochs[],
  key: keyof EpochRecord,
  steps = 1,
): Pick<Series, 'mark' | 'x' | 'y' | 'low' | 'high'> {
  const longest = records.reduce((a, b) => (b.epochs.length > a.epochs.length ? b : a)).epochs;
  const columns = longest.map((_, i) =>
    records.flatMap((record) => record.epochs[i]?.[key] ?? []).filter(Number.isFinite),
  );
  const ranges = columns.map((values) => extent(values));
  const band = records.length > 1 && {
    low: ranges.map(([low]) => low ?? null),
    high: ranges.map(([, high]) => high ?? null),
  };
  return {
    mark: longest.length < 2 ? 'points' : 'line',
    x: longest.map(({ epoch }) => epoch * steps),
    y: columns.map((values) => mean(values) ?? null),
    ...band,
  };
}

/** What the caption says: the error of each run after its last epoch, and over how many repeats means are taken. */
export function lossSummary(runs: Runs, metric: 'mse' | 'loss' = 'mse') {
  const key = METRICS[metric].validation;
  const ends = Object.entries(runs).map(([label, records]) => {
    const all = [records].flat();
    const last = all.flatMap((record) => record.epochs.at(-1)?.[key] ?? []);
    // A diverged run makes the mean unknown, not that of the others.
    return {
      label,
      repeats: all.length,
      value: meanAndSd(last.map((value) => (Number.isFinite(value) ? value : NaN))),
    };
  });
  return { ends, repeats: max(ends, (end) => end.repeats) ?? 0 };
}

function caption(runs: Runs, metric: 'mse' | 'loss', by: string, each: 'seed' | 'fold'): string {
  const { ends, repeats } = lossSummary(runs, metric);
  const values = ends.map(({ label, value }) =>
    label && ends.length > 1 ? `${meanText(value, { unit: '' })} (${label})` : meanText(value, { unit: '' }),
  );
  const same = ends.every((end) => end.repeats === repeats);
  const seeds = `${same ? '' : 'up to '}${count(repeats, each)}`;
  const means = repeats > 1 ? ` Lines are means over ${seeds}; bands span the range.` : '';
  const { title, name } = METRICS[metric];
  return `${title} by ${by}. Final validation ${name}: ${values.join(', ')}.${means}`;
}
