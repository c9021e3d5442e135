import assert from 'node:assert/strict';
import { bestFullFaceExperiment } from '../../lib/recipes/full-face';
import { bestResnetExperiment } from '../../lib/recipes/resnet';
import { recipeTraining } from '../../lib/recipes/training';

describe('recipes/training', () => {
  it('leaves out augmentation of no strength', () => {
    const { defaults } = bestFullFaceExperiment;
    assert.deepEqual(Object.keys(recipeTraining(defaults).augmentation!), [
      'flip',
      'rotation',
      'scale',
      'translation',
      'contrast',
      'brightness',
    ]);
    const none = { rotation: 0, scaling: 0, translation: 0, flip: 0, contrast: 0, brightness: 0 };
    assert.deepEqual(recipeTraining({ ...defaults, ...none }).augmentation, {});
  });

  it('takes strengths to both sides', () => {
    const { augmentation } = recipeTraining(bestResnetExperiment.defaults);
    assert.deepEqual(augmentation, {
      flip: 0.5,
      rotation: { uniform: [-25, 25] },
      scale: [0.75, 1.25],
      translation: { unit: 'fraction', uniform: [-0.08, 0.08] },
      illumination: 0.3,
      contrast: { uniform: [-0.3, 0.3] },
      brightness: { uniform: [-0.2, 0.2] },
      cutout: { probability: 0.3, size: [0.1, 0.4] },
    });
  });

  it('has an exponential moving average only with a decay', () => {
    const { defaults } = bestFullFaceExperiment;
    assert.equal(recipeTraining(defaults).emaDecay, null);
    assert.equal(recipeTraining({ ...defaults, emaDecay: 0.99 }).emaDecay, 0.99);
  });
});
