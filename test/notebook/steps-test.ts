import assert from 'node:assert/strict';
import { departures, describeSteps, stepsPerEpoch, stepWords } from '../../lib/notebook/steps';
import { SweepResult } from '../../lib/runs/result';
import { madeUpRecord } from '../figures/made-up';
import { matchSnapshot } from '../snapshot';
import { sweepOf } from './made-up';

/** A sweep whose runs have these validation MSEs by epoch. */
function losses(of: Readonly<Record<string, readonly (readonly number[])[]>>): SweepResult {
  const made = sweepOf(Object.fromEntries(Object.entries(of).map(([label, runs]) => [label, runs.map(() => 1)])), {
    perRun: (label) => ({ parameters: { batchSize: 16, augmentationRepeats: label === 'default' ? 8 : 1 } }),
  });
  const runs = made.runs.map((run) => ({
    ...run,
    training: madeUpRecord(of[run.variation.label]![run.parameters.seed - 1]!),
  }));
  return new SweepResult(made.experiment, runs, new Date(0));
}

describe('notebook/steps', () => {
  it('counts the batches of an epoch, the last one too, and every pass over the photos', () => {
    const faces = { training: 190, validation: 48 };
    const parameters = (augmentationRepeats?: number) =>
      ({ batchSize: 16, augmentationRepeats }) as Parameters<typeof stepsPerEpoch>[0]['parameters'];
    assert.equal(stepsPerEpoch({ parameters: parameters(), faces }), 12);
    assert.equal(stepsPerEpoch({ parameters: parameters(8), faces }), 96);
  });

  it('finds the step from which on the interval of the seeds stays below the baseline', () => {
    const result = losses({
      default: [
        [5.1, 4, 5.2, 4, 3],
        [5.2, 4.1, 4.8, 4.1, 3],
        [5, 4, 5, 4.2, 3.1],
      ],
      '1 pass per epoch': [
        [5.1, 5.1, 5, 5, 4],
        [5.2, 5.1, 5, 5, 5],
        [5, 5.1, 5, 5, 4.5],
      ],
      single: [[5.1, 4.9, 4.8, 4.7, 4.6]],
    });
    assert.deepEqual(departures(result, 5), [
      { label: 'default', seeds: 3, steps: 480, from: 384 },
      { label: '1 pass per epoch', seeds: 3, steps: 60, from: undefined },
      { label: 'single', seeds: 1, steps: 60, from: 24 },
    ]);
    const texts = [
      departures(result, 5),
      departures(result, 5).slice(0, 2),
      departures(result, 0.1),
      departures(losses({ default: [[NaN, NaN]] }), 5),
    ].map(stepWords);
    matchSnapshot(texts.join('\n\n'), 'steps.md');
    assert.equal(describeSteps(result, 5).markdown, texts[0]);
  });
});
