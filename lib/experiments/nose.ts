import { noseNetwork } from '../networks/models/nose';
import { experiment } from '../runs/experiment';
import { immFaces, immSamples } from './data/imm';
import { mseMetrics } from '../metrics/samples';

/** The tip of the nose in small photos: the smallest network that learns anything here. */
export const nose = experiment({
  name: 'nose',
  title: 'Finding the tip of the nose',
  source: 'lib/experiments/nose.ts',
  notebook: 'notebooks/1-nose.ipynb',
  defaults: {
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
    repeats: 3,
  },
  smoke: { epochs: 2, repeats: 2 },
  threads: 1,
  memory: 600,
  faces: immFaces,
  samples: immSamples,
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
  headline: {
    validationMse: 'validation MSE after the last epoch, mean over seeds',
    validationMseSd: 'its standard deviation over seeds',
    trainingMse: 'training MSE after the last epoch, mean over seeds',
    constantMse: 'validation MSE of the mean training landmark',
    'validationMseAt1e-4': 'validation MSE at learning rate 1e-4, mean over seeds',
    validationMsePlus20: 'validation MSE with 20 more channels in each layer, mean over seeds',
    bestEpochValidationMse: 'validation MSE of the best epoch, mean over seeds',
  },
  bestHeadline: {
    bestMse: 'validation MSE of the best recipe, mean over seeds',
    bestMseSd: 'its standard deviation over seeds',
    bestPixels: 'mean distance of the best recipe in pixels of the 640x480 photo',
  },
});
