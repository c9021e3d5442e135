import assert from 'node:assert/strict';
import { validationMse } from '../../lib/metrics/metric';
import { mean } from '../../lib/metrics/statistics';
import { ablationStudy } from '../../lib/recipes/ablation';
import { evaluateRun } from '../../lib/recipes/evaluate';
import type { Recipe } from '../../lib/recipes/recipe';
import { trainRecipe } from '../../lib/recipes/train';
import type { SweepDisplay } from '../../lib/runs/progress';
import { temporaryFolder } from '../environment';
import { toy } from '../runs/toy';

const display: SweepDisplay = {
  begin: () => undefined,
  batch: () => undefined,
  epoch: () => undefined,
  end: () => undefined,
  fail: () => undefined,
  close: () => undefined,
};

const recipe: Recipe<(typeof toy)['defaults']> = {
  name: 'toy',
  title: 'bright pixels',
  experiment: toy,
  network: 'toy',
  metric: validationMse,
  landmarks: ({ noseTip }) => [noseTip],
  evaluate: evaluateRun,
  start: { title: 'Slow', changes: { learningRate: 1e-5, epochs: 1 } },
  steps: [
    { title: 'Faster', changes: { learningRate: 1e-3 } },
    { title: '3 epochs', changes: { epochs: 3 } },
  ],
};

describe('recipes', () => {
  const folder = temporaryFolder();

  it('are trained with several seeds, and leave a record', async () => {
    const { runs, record } = await trainRecipe(recipe, { epochs: 2 }, { folder: folder(), display });
    assert.deepEqual(
      record.runs.map(({ seed, epochs, metrics }) => [seed, epochs.length, metrics]),
      runs.map(({ metrics }, i) => [i + 1, 2, metrics]),
    );
    assert.deepEqual([record.parameters.epochs, record.landmarks, record.network], [2, [0], 'toy']);
    assert.deepEqual(
      record.photos.map(({ id }) => id),
      Array.from({ length: 16 }, (_, i) => String(i)),
    );
    for (const [i, value] of record.predictions.entries()) {
      assert.ok(Math.abs(value - runs[0]!.training.predictions[i]!) <= 5e-6);
    }
    const { dataset, seeds } = record.provenance;
    assert.deepEqual([dataset.training, dataset.validation, dataset.checksum, seeds], [64, 16, 'bright', [1, 2]]);
  });

  it('are taken apart step by step, each with those before it, by cross-validation', async () => {
    const options = { folder: folder(), display };
    const steps = await ablationStudy(recipe, {}, options);
    assert.deepEqual(
      steps.map(({ title }) => title),
      ['Slow', 'Faster', '3 epochs'],
    );
    assert.equal(steps[0]!.change, undefined);
    for (const [i, step] of steps.entries()) {
      assert.ok(step.sd >= 0);
      if (i > 0) assert.ok(Math.abs(step.change!.mean - (step.mean - steps[i - 1]!.mean)) < 1e-12);
    }
    const shorter = await ablationStudy(recipe, { epochs: 1 }, options);
    assert.deepEqual(
      shorter.map(({ title, changes }) => [title, changes]),
      [
        ['Slow (every step: epochs 1)', { learningRate: 1e-5, epochs: 1 }],
        ['Faster', { learningRate: 1e-3 }],
      ],
    );
    assert.ok(mean(shorter.map((step) => step.mean)) > 0);
    // The same runs as above: the longest step was left out.
    assert.equal(shorter[1]!.mean, steps[1]!.mean);
  });
});
