import type { ParameterValues } from '../parameters/schema';
import type { TrainingParameters } from '../training/parameters';
import type { AugmentationParameters } from '../transforms/augmentation';

/** The parameters of training and augmentation, which all recipes share. */
export type RecipeParameters = Pick<
  ParameterValues,
  | 'rotation'
  | 'scaling'
  | 'translation'
  | 'flip'
  | 'contrast'
  | 'brightness'
  | 'illumination'
  | 'cutout'
  | 'epochs'
  | 'batchSize'
  | 'learningRate'
  | 'loss'
  | 'heatmapWeight'
  | 'schedule'
  | 'warmUp'
  | 'weightDecay'
  | 'emaDecay'
  | 'testTimeAugmentation'
  | 'precision'
  | 'seed'
>;

/**
 * Describes the training of a recipe: AdamW, a learning rate schedule, and augmentation.
 *
 * @param parameters Of the recipe.
 * @returns For the trainer.
 */
export function recipeTraining(parameters: RecipeParameters): TrainingParameters {
  const { epochs, batchSize, learningRate, loss, heatmapWeight, schedule, warmUp } = parameters;
  const { weightDecay, emaDecay, testTimeAugmentation, precision, seed } = parameters;
  return {
    epochs,
    batchSize,
    dropLast: true,
    learningRate,
    loss,
    heatmapWeight,
    schedule,
    warmUp,
    weightDecay,
    emaDecay: emaDecay || null,
    testTimeAugmentation,
    precision,
    seed,
    augmentation: recipeAugmentation(parameters),
  };
}

function recipeAugmentation(parameters: RecipeParameters): AugmentationParameters {
  const { rotation, scaling, translation, flip, contrast, brightness, illumination, cutout } = parameters;
  const both = (size: number): { uniform: [number, number] } => ({ uniform: [-size, size] });
  return {
    ...(flip > 0 && { flip }),
    ...(rotation > 0 && { rotation: both(rotation) }),
    ...(scaling > 0 && { scale: [1 - scaling, 1 + scaling] }),
    ...(translation > 0 && { translation: { unit: 'fraction', ...both(translation) } }),
    ...(illumination > 0 && { illumination }),
    ...(contrast > 0 && { contrast: both(contrast) }),
    ...(brightness > 0 && { brightness: both(brightness) }),
    ...(cutout > 0 && { cutout: { probability: cutout, size: [0.1, 0.4] } }),
  };
}
