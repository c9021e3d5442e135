import { imm58 } from '../landmarks/imm58';
import { validationMse } from '../metrics/metric';
import { mseMetrics } from '../metrics/samples';
import { fullFaceNetwork } from '../networks/models/full-face';
import type { ParameterValues } from '../parameters/schema';
import { notebookExperiment } from '../runs/experiment';
import type { AugmentationParameters } from '../transforms/augmentation';

const defaults = {
  // Data
  data: 'auto',
  split: 'person',
  fold: 0,
  folds: 4,
  width: 160,
  height: 120,

  // Network
  depth: 5,
  kernelSize: 3,

  // Augmentation
  augment: true,
  rotation: 15,
  contrast: 0.2,
  brightness: 0.1,
  augmentationRepeats: 8,

  // Training
  epochs: 15,
  batchSize: 16,
  learningRate: 1e-3,
  precision: 'float32',
  seed: 1,

  // Report
  repeats: 5,
} satisfies Partial<ParameterValues>;

/** The parameters of this experiment. */
export interface FullFaceParameters extends Pick<ParameterValues, keyof typeof defaults> {}

/**
 * All 58 landmarks of a face, in larger images than those of the nose, with augmentation because 192 training photos are
 * few. An epoch shows each photo eight times: with one time, 15 epochs are too few steps to leave the mean face.
 *
 * @example const parameters = fullFace.parameters({ epochs: 30, augment: false });
 */
export const fullFace = notebookExperiment<FullFaceParameters>({
  name: 'full-face',
  title: 'All landmarks of a face',
  source: __filename,
  defaults,
  smoke: { epochs: 2, repeats: 2, augmentationRepeats: 1, width: 80, height: 60, depth: 3 },
  threads: 1,
  memory: 1200,
  landmarkSet: imm58,
  metric: validationMse,
  bench: { images: 192, validation: 48, seconds: 0 },
  findFaces: async (parameters) => (await import('./data/imm')).findImmFaces(parameters),
  load: async (parameters) => (await import('./data/imm')).loadImmData(parameters),
  network: ({ width, height, depth, kernelSize, seed }) =>
    fullFaceNetwork({ width, height, landmarks: imm58.count, depth, kernelSize, seed }),
  training: ({ epochs, batchSize, learningRate, precision, seed, augmentationRepeats, ...rest }) => ({
    epochs,
    batchSize,
    learningRate,
    precision,
    seed,
    loss: 'mse',
    schedule: 'constant',
    weightDecay: 0,
    augmentation: fullFaceAugmentation(rest),
    augmentationRepeats,
  }),
  metrics: mseMetrics,
  notebook: {
    title: 'Finding all landmarks of a face',
    file: 'notebooks/2-full-face.ipynb',
    headline: {
      validationMse: { meaning: 'validation MSE after the last epoch, mean over seeds', source: {} },
      validationMseSd: { meaning: 'its standard deviation over seeds', source: { statistic: 'sd' } },
      validationMseNoAugmentation: {
        meaning: 'validation MSE without augmentation, mean over seeds',
        source: { variation: 'no augmentation' },
      },
      constantMse: { meaning: 'validation MSE of the mean-shape baseline' },
    },
    bestHeadline: {
      bestMse: 'validation MSE of the best recipe, mean over seeds',
      bestMseSd: 'its standard deviation over seeds',
      bestPixels: 'mean error of the best recipe, in pixels of the 640x480 photo',
    },
    pageBudget: 12_000_000,
  },
});

/** A rotation by one of five angles, and random contrast and brightness; different for each image each time it is shown. */
function fullFaceAugmentation({
  augment,
  rotation,
  contrast,
  brightness,
}: Pick<ParameterValues, 'augment' | 'rotation' | 'contrast' | 'brightness'>): AugmentationParameters | null {
  if (!augment) return null;
  return {
    ...(rotation > 0 && { rotation: { choices: [-rotation, -rotation / 3, 0, rotation / 3, rotation] } }),
    ...(contrast > 0 && { contrast: { uniform: [-contrast, contrast] } }),
    ...(brightness > 0 && { brightness: { uniform: [-brightness, brightness] } }),
  };
}
