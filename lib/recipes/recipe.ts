import type { ParameterValues } from '../parameters/schema';
import type { Experiment, ExperimentParameters } from '../runs/experiment';
import type { TrainingParameters } from '../training/parameters';
import type { AugmentationParameters } from '../transforms/augmentation';

/** The best way found to do what an experiment is about, and how it was found. */
export interface Recipe<P extends object = ExperimentParameters> {
  /** Name of the experiment whose best it is. */
  readonly name: string;
  readonly title: string;
  /** Training with the recipe; its defaults are the recipe. */
  readonly experiment: Experiment<P>;
  /** The figure that steps were chosen by. */
  readonly metric: string;
  /** What the figure is called in a table. */
  readonly measure: string;
  /** The recipe's parameters before its first step. */
  readonly start: { readonly title: string; readonly changes: Partial<P> };
  /** Each adds its changes to those before it; the last one arrives at the recipe. */
  readonly steps: readonly { readonly title: string; readonly changes: Partial<P> }[];
}

/** Parameters of training that all recipes have. */
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

/** How a recipe trains. */
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
