import { SweepResult } from '../../lib/runs/result';
import type { RunFailure } from '../../lib/runs/result';
import type { RunResult } from '../../lib/runs/run';
import type { Variation } from '../../lib/runs/variations';
import { madeUpRecord as madeUpTraining } from '../figures/made-up';
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
    training: { ...madeUpTraining([validationMse]), predictions: [] },
    landmarkSet: toy.landmarkSet,
    networkParameters: 1864,
    faces: { training: 64, validation: 16 },
    split: 'at random',
    generated: true,
    dataChecksum: 'bright',
    started: `2026-01-0${seed}T12:00:00.000Z`,
    seconds: 75,
  };
}

/**
 * A finished sweep with these figures, by variation; seeds count from 1.
 *
 * @param figures A text is the reason why that run has failed.
 */
export function madeUpSweep(figures: Readonly<Record<string, readonly (number | string)[]>>, began: Date): SweepResult {
  const runs: RunResult[] = [];
  const failures: RunFailure[] = [];
  for (const [label, values] of Object.entries(figures)) {
    const variation = { label, changes: {} };
    values.forEach((value, i) => {
      if (typeof value === 'number') runs.push(madeUpRun(variation, i + 1, value));
      else failures.push({ ...madeUpRun(variation, i + 1, NaN), reason: value });
    });
  }
  return new SweepResult(toy, runs, began, failures);
}
