import { SweepResult } from '../../lib/runs/result';
import type { RunResult } from '../../lib/runs/run';
import type { Variation } from '../../lib/runs/variations';
import { toy } from './toy';

/** A finished run without a training. */
export function madeUpRun(variation: Variation<object>, seed: number, validationMse: number): RunResult {
  return {
    experiment: toy.name,
    source: toy.source,
    parameters: { ...toy.defaults, seed },
    key: `${variation.label} ${seed}`,
    folder: '',
    threads: 1,
    variation,
    label: `${variation.label}, seed ${seed}`,
    weights: '',
    metrics: { validationMse, trainingMse: validationMse / 2 },
    training: { epochs: [], bestEpoch: 1, predictions: [] },
    networkParameters: 1864,
    faces: { training: 64, validation: 16 },
    split: 'at random',
    generated: true,
    dataChecksum: 'bright',
    started: `2026-01-0${seed}T12:00:00.000Z`,
    seconds: 75,
  };
}

/** A finished sweep with these figures, by variation; seeds count from 1. */
export function madeUpSweep(figures: Readonly<Record<string, readonly number[]>>, began: Date): SweepResult {
  const runs = Object.entries(figures).flatMap(([label, values]) => {
    const variation = { label, changes: {} };
    return values.map((value, i) => madeUpRun(variation, i + 1, value));
  });
  return new SweepResult(toy, runs, began);
}
