import { validationMse } from '../../lib/metrics/metric';
import type { Metric } from '../../lib/metrics/metric';
import type { Metrics } from '../../lib/metrics/samples';
import type { ExperimentParameters } from '../../lib/runs/experiment';
import { SweepResult } from '../../lib/runs/result';
import type { RunResult } from '../../lib/runs/run';
import { madeUpRecord } from '../figures/made-up';

/** What else a made-up run has. */
export interface MadeUpRunOptions {
  readonly metric?: Metric;
  readonly metrics?: Metrics;
  readonly parameters?: Partial<ExperimentParameters>;
  /** What the variation changes. */
  readonly changes?: object;
  /** Training faces. */
  readonly training?: number;
  /** Images per second. */
  readonly speed?: number;
  /** Trainable parameters of the network. */
  readonly size?: number;
  readonly predictions?: readonly number[];
}

/** A run that has not happened. */
export function runOf(
  value: number,
  label = 'default',
  seed = 1,
  {
    metric = validationMse,
    metrics,
    parameters,
    training = 192,
    speed = 96,
    size = 1000,
    predictions,
  }: MadeUpRunOptions = {},
): RunResult {
  // An NME of 9% is no MSE of 9, which only a diverged training has.
  const record = madeUpRecord([0.01, metric.unit === '%' ? value / 1e4 : value]);
  return {
    variation: { label, changes: {} },
    label: `${label}, seed ${seed}`,
    key: `${label}-${seed}`,
    parameters: { precision: 'float32', seed, epochs: 2, ...parameters },
    metrics: { [metric.key]: value, validationPixels: 30, ...metrics },
    training: {
      ...record,
      epochs: record.epochs.map((epoch) => ({ ...epoch, samplesPerSecond: speed })),
      ...(predictions && { predictions }),
    },
    networkParameters: size,
    faces: { training, validation: 48 },
    started: '2026-01-01T00:00:00.000Z',
    seconds: 3,
  } as unknown as RunResult;
}

/** A sweep that has not happened. @param values The metric of each variation's runs, one per seed from 1 on. */
export function sweepOf(
  values: Readonly<Record<string, readonly number[]>>,
  options: MadeUpRunOptions & { readonly perRun?: (label: string, seed: number) => MadeUpRunOptions } = {},
): SweepResult {
  const { metric = validationMse, perRun } = options;
  const runs = Object.entries(values).flatMap(([label, all]) => {
    const variation = { label, changes: perRun?.(label, 1).changes ?? {} };
    return all.map((value, i) => ({
      ...runOf(value, label, i + 1, { ...options, ...perRun?.(label, i + 1) }),
      variation,
    }));
  });
  return new SweepResult({ name: 'toy', title: 'Toy', metric }, runs, new Date(0));
}
