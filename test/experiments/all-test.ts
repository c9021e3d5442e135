import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { experiments, own } from '../../lib/experiments/all';
import { ibug68 } from '../../lib/landmarks/ibug68';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import { root } from '../../lib/paths';
import { withParameters } from '../../lib/runs/experiment';
import type { NotebookExperiment } from '../../lib/runs/experiment';

const load = createRequire(__filename) as (file: string) => Record<string, NotebookExperiment>;

describe('experiments', () => {
  for (const experiment of experiments) {
    describe(experiment.name, () => {
      it('has a notebook, and a source that exports it', () => {
        assert.ok(existsSync(join(root(), experiment.notebook.file)));
        const module = load(experiment.source);
        assert.ok(Object.values(module).includes(experiment));
      });

      it('has valid defaults, also for a smoke run', () => {
        assert.deepEqual(withParameters(experiment, { ...experiment.defaults }), experiment.defaults);
        assert.deepEqual(withParameters(experiment, experiment.smoke), { ...experiment.defaults, ...experiment.smoke });
      });

      it('predicts the landmarks that it learns, and trains as its parameters say', () => {
        const { landmarkSet, landmarks, smoke } = experiment;
        const parameters = withParameters(experiment, smoke);
        const network = experiment.network(parameters);
        assert.deepEqual(network.inputShape, [parameters.height, parameters.width, 1]);
        network.dispose();
        assert.ok((landmarks?.(landmarkSet).length ?? landmarkSet.count) > 0);
        const { epochs, batchSize, seed } = experiment.training(parameters);
        assert.deepEqual([epochs, batchSize, seed], [parameters.epochs, parameters.batchSize, parameters.seed]);
      });
    });
  }

  it('flip photos only where the landmarks have mirror pairs', () => {
    const flip = (landmarkSet: LandmarkSet) => own.training(own.defaults, landmarkSet).augmentation?.flip;
    assert.deepEqual([flip(ibug68), flip(own.landmarkSet)], [0.5, undefined]);
    assert.equal(own.training(own.defaults, own.landmarkSet).testTimeAugmentation, false);
  });

  it("shows few photos of one's own several times in an epoch", () => {
    const repeats = (images?: number) => own.training(own.defaults, own.landmarkSet, images).augmentationRepeats;
    assert.deepEqual([9, 28, 96, 160, 1000, undefined].map(repeats), [10, 10, 2, 1, 1, 1]);
    assert.equal(
      own.network({ ...own.defaults, network: 'plain' }, { ...ibug68, count: 5 }).parameters.at(-1)!.size,
      10,
    );
  });

  it('have names of their own', () => {
    assert.equal(new Set(experiments.map(({ name }) => name)).size, experiments.length);
  });

  it('augment as their parameters say', () => {
    const augmentations = experiments.map((experiment) => experiment.training(experiment.defaults).augmentation);
    assert.deepEqual(augmentations, [
      undefined,
      {
        rotation: { choices: [-15, -5, 0, 5, 15] },
        contrast: { uniform: [-0.2, 0.2] },
        brightness: { uniform: [-0.1, 0.1] },
      },
      {
        translation: { unit: 'pixels', uniform: [-10, 10] },
        contrast: { uniform: [-0.2, 0.2] },
        brightness: { uniform: [-0.1, 0.1] },
      },
      {
        rotation: { uniform: [-15, 15] },
        scale: [0.85, 1.15],
        translation: { unit: 'fraction', uniform: [-0.06, 0.06] },
        contrast: { uniform: [-0.3, 0.3] },
        brightness: { uniform: [-0.2, 0.2] },
      },
    ]);
    const switched = experiments.filter(({ defaults }) => 'augment' in defaults || !('rotation' in defaults));
    const without = switched.map((experiment) => experiment.training({ ...experiment.defaults, augment: false }));
    assert.deepEqual(
      without.map(({ augmentation }) => augmentation ?? null),
      [null, null, null],
    );
  });
});
