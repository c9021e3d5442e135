import type { EpochRecord, TrainingRecord } from '../training/trainer';
import { chart } from './chart';
import type { Rule, Series } from './chart-spec';
import { runLook } from './colors';
import type { Figure, FigureOptions } from './figure';
import { count, significant } from '../format';

/** Runs by label; several records under one label are the same run with other seeds. */
export type Runs = Readonly<Record<string, HasEpochs | readonly HasEpochs[]>>;

type HasEpochs = Pick<TrainingRecord, 'epochs'>;

export interface LossCurvesOptions extends FigureOptions {
  /** What to draw: the error that reports compare, or the loss that was minimized. */
  metric?: 'mse' | 'loss';
  /** MSE of a constant predictor: a line that curves are read against. */
  constant?: number;
  /** Whether the training curves are drawn too. */
  training?: boolean;
  /** Whether the axis begins logarithmic. */
  log?: boolean;
}

/**
 * Losses over epochs: validation solid, training dashed; of several seeds the mean with the band from the lowest to
 * the highest.
 *
 * @example lossCurves({ 'learning rate 1e-3': records, 'learning rate 1e-4': others }, { constant: 0.0051 })
 */
export function lossCurves(runs: Runs, options: LossCurvesOptions = {}): Figure {
  const { metric = 'mse', constant, training = true, log = true } = options;
  const keys =
    metric === 'mse' ? (['validationMse', 'trainingMse'] as const) : (['validationLoss', 'trainingLoss'] as const);
  const labels = Object.keys(runs);
  const series = labels.flatMap((label) => {
    const records = [runs[label]!].flat();
    const name = (part: string) => (labels.length > 1 ? `${label}, ${part}` : part);
    const validation = curve(records, keys[0], label, name('validation'), 'solid');
    return training ? [validation, curve(records, keys[1], label, name('training'), 'dash')] : [validation];
  });
  const title = metric === 'mse' ? 'MSE (fractions of width and height, squared)' : 'Loss';
  const rules: Rule[] = constant === undefined ? [] : [{ axis: 'y', value: constant, label: 'constant predictor' }];
  return chart(
    { x: { title: 'Epoch', whole: true }, y: { title, log }, series, rules, logSwitch: 'y', smooth: true },
    caption(runs, keys[0], metric),
    options,
  );
}

function curve(
  records: readonly HasEpochs[],
  key: keyof EpochRecord,
  label: string,
  name: string,
  dash: 'solid' | 'dash',
): Series {
  const longest = records.reduce((a, b) => (b.epochs.length > a.epochs.length ? b : a)).epochs;
  const columns = longest.map((_, i) =>
    records.flatMap((record) => record.epochs[i]?.[key] ?? []).filter(Number.isFinite),
  );
  const spread = records.length > 1 && {
    low: columns.map((values) => (values.length > 0 ? Math.min(...values) : null)),
    high: columns.map((values) => (values.length > 0 ? Math.max(...values) : null)),
  };
  return {
    name,
    ...runLook(label),
    ...(longest.length < 2 && { mark: 'line and points' as const }),
    x: longest.map(({ epoch }) => epoch),
    y: columns.map((values) => (values.length > 0 ? values.reduce((a, b) => a + b) / values.length : null)),
    dash,
    ...spread,
  };
}

function caption(runs: Runs, key: keyof EpochRecord, metric: 'mse' | 'loss'): string {
  const what = metric === 'mse' ? 'Mean squared error' : 'Loss';
  const ends = Object.entries(runs).map(([label, records]) => {
    const last = [records].flat().flatMap((record) => record.epochs.at(-1)?.[key] ?? []);
    const mean = last.reduce((a, b) => a + b, 0) / last.length;
    return `${significant(mean)}${label && Object.keys(runs).length > 1 ? ` (${label})` : ''}`;
  });
  const seeds = Math.max(...Object.values(runs).map((records) => [records].flat().length));
  const spread =
    seeds > 1 ? ` Means over ${count(seeds, 'seed')}; the bands reach from the lowest to the highest.` : '';
  return `${what} over the epochs; at the end, on validation faces: ${ends.join(', ')}.${spread}`;
}
