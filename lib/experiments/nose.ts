import { imm58 } from '../landmarks/imm58';
import { validationMse } from '../metrics/metric';
import { mseMetrics } from '../metrics/samples';
import { noseNetwork } from '../networks/models/nose';
import type { ParameterValues } from '../parameters/schema';
import { notebookExperiment } from '../runs/experiment';

const defaults = {
  // Data
  data: 'auto',
  split: 'person',
  fold: 0,
  folds: 4,
  width: 80,
  height: 60,

  // Network
  extraChannels: 0,

  // Training
  epochs: 15,
  batchSize: 16,
  learningRate: 1e-3,
  precision: 'float32',
  seed: 1,

  // Report
  repeats: 10,
} satisfies Partial<ParameterValues>;

/** The parameters of this experiment. */
export interface NoseParameters extends Pick<ParameterValues, keyof typeof defaults> {}

/**
 * The tip of the nose in small images: the smallest network of the project.
 *
 * @example const data = await nose.load(nose.parameters({ split: 'photo' }));
 */
export const nose = notebookExperiment<NoseParameters>({
  name: 'nose',
  title: 'Tip of the nose',
  source: __filename,
  defaults,
  smoke: { epochs: 2, repeats: 2 },
  threads: 1,
  memory: 600,
  landmarkSet: imm58,
  metric: validationMse,
  bench: { images: 192, validation: 48, seconds: 0 },
  findFaces: async (parameters) => (await import('./data/imm')).findImmFaces(parameters),
  load: async (parameters) => (await import('./data/imm')).loadImmData(parameters),
  landmarks: (landmarkSet) => [landmarkSet.noseTip],
  network: ({ width, height, extraChannels, seed }) => noseNetwork({ width, height, extraChannels, seed }),
  training: ({ epochs, batchSize, learningRate, precision, seed }) => ({
    epochs,
    batchSize,
    learningRate,
    precision,
    seed,
    loss: 'mse',
    schedule: 'constant',
    weightDecay: 0,
  }),
  metrics: mseMetrics,
  notebook: {
    title: 'Finding the tip of the nose',
    file: 'notebooks/1-nose.ipynb',
    headline: {
      validationMse: { meaning: 'validation MSE after the last epoch, mean over seeds', source: {} },
      validationMseSd: { meaning: 'its standard deviation over seeds', source: { statistic: 'sd' } },
      trainingMse: {
        meaning: 'training MSE after the last epoch, mean over seeds',
        source: { metric: 'trainingMse' },
      },
      constantMse: { meaning: 'validation MSE of the mean-shape baseline' },
      'validationMseAt1e-4': {
        meaning: 'validation MSE at learning rate 1e-4, mean over seeds',
        source: { variation: 'learning rate 1e-4' },
      },
      validationMsePlus20: {
        meaning: 'validation MSE with 20 more channels in each layer, mean over seeds',
        source: { variation: '20 more channels' },
      },
      bestEpochValidationMse: {
        meaning: 'validation MSE of the best epoch, mean over seeds',
        source: { metric: 'bestEpochValidationMse' },
      },
    },
    bestHeadline: {
      bestMse: 'validation MSE of the best recipe, mean over seeds',
      bestMseSd: 'its standard deviation over seeds',
      bestPixels: 'mean error of the best recipe, in pixels of the 640x480 photo',
    },
    pageBudget: 9_000_000,
  },
});
