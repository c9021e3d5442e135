import assert from 'node:assert/strict';
import { Html } from '../../lib/html';
import { validationMse } from '../../lib/metrics/metric';
import {
  baseNote,
  describeBaseLearning,
  describeLearning,
  runNote,
  unlearnedWords,
} from '../../lib/notebook/learning-words';
import { foldUnlearned } from '../../lib/report/fold';
import type { Experiment, ExperimentData } from '../../lib/runs/experiment';
import { inFakeNotebook } from '../figures/fake-notebook';
import { madeUpSamples, shifted } from '../figures/made-up';
import { matchSnapshot } from '../snapshot';
import { runOf, sweepOf } from './made-up';

const validation = madeUpSamples(24);
const data = {
  training: madeUpSamples(6),
  validation,
  set: { generated: false, groupName: 'person' },
} as unknown as ExperimentData;
const experiment = { metric: validationMse } as unknown as Experiment;
/** A sweep with a run for each value, whose predictions are off by so many pixels. */
const sweepAt = (pixels: number, ...values: number[]) =>
  sweepOf({ default: values }, { perRun: () => ({ predictions: [...runAt(pixels).training.predictions] }) });
const runAt = (pixels: number, mse = 0.00412) =>
  runOf(mse, 'default', 1, { predictions: [...shifted(validation, (face) => pixels + (face % 3))] });

describe('notebook/learning-words', () => {
  it('says nothing of a network that is better than the mean-shape baseline', () => {
    assert.equal(runNote(experiment, runAt(5), data), '');
    // Two seeds are too few for a test over the seeds.
    assert.equal(baseNote(experiment, sweepAt(5, 0.001, 0.0025), data), '');
    assert.equal(baseNote(experiment, sweepAt(5, 0.001), data), '');
    assert.equal(describeLearning(experiment, runAt(5), data).markdown, '');
  });

  it('warns of one that has learned nothing, or has diverged', () => {
    const notes = [
      runNote(experiment, runAt(400), data),
      runNote(experiment, runAt(400, 58_573_260), data),
      runNote(experiment, runAt(NaN, NaN), data),
      baseNote(experiment, sweepAt(400, 0.31, 0.3), data),
      baseNote(experiment, sweepAt(400, 0.32), data),
      baseNote(experiment, sweepAt(400, 5e7, 0.3), data),
    ];
    matchSnapshot(notes.join('\n\n'), 'learning.md');
  });

  it('names the variations that have learned nothing, but not those that have diverged', () => {
    const pixels: Record<string, number> = { many: 5, few: 400, fewer: 400, one: 5 };
    const values = { many: [0.001], few: [0.31], fewer: [0.32], one: [0.001], fast: [5e7] };
    const sweep = sweepOf(values, {
      perRun: (label) => ({ predictions: [...runAt(pixels[label] ?? 400).training.predictions] }),
    });
    matchSnapshot(unlearnedWords(experiment, sweep, data), 'unlearned.md');
    assert.equal(unlearnedWords(experiment, sweepOf({ many: [0.001] }), data), '');
  });

  it('marks the place after which a report folds', () => {
    const { html, markdown } = inFakeNotebook(() => {
      describeLearning(experiment, runAt(400), data).show();
      describeBaseLearning(experiment, sweepAt(400, 0.32), data).show();
    });
    const notes = html.filter((text) => text.includes('<div class="faces-unlearned"><p><strong>'));
    assert.deepEqual([notes.length, markdown], [2, []]);
    const parts = foldUnlearned([...notes, '<p>what follows</p>'].map((text) => new Html(text)));
    assert.match(parts.at(-1)!.text, /<details class="folded">[^]*what follows/);
  });
});
