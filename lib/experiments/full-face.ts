import type { AugmentationParameters } from '../transforms/augmentation';
import { fullFaceNetwork } from '../networks/models/full-face';
import { experiment } from '../runs/experiment';
import { immFaces, immSamples } from './data/imm';
import { mseMetrics } from '../metrics/samples';
import type { Catalogue } from '../parameters/schema';

/** All 58 points of the face, in larger photos, with augmentation against 192 photos being so few. */
export const fullFace = experiment({
  name: 'full-face',
  title: 'Finding all points of a face',
  source: 'lib/experiments/full-face.ts',
  notebook: 'notebooks/2-full-face.ipynb',
  defaults: {
    // Data
    data: 'auto',
    split: 'person',
    fold: 0,
    folds: 4,
    width: 160,
    height: 120,

    // Network
    depth: 5,
    kernel: 3,

    // Augmentation
    augment: true,
    rotate: true,
    jitter: true,

    // Training
    epochs: 15,
    batchSize: 16,
    learningRate: 1e-3,
    precision: 'float32',
    seed: 1,

    // Report
    seeds: 3,
  },
  smoke: { epochs: 2, seeds: 2, width: 80, height: 60, depth: 3 },
  threads: 1,
  memory: 1200,
  faces: immFaces,
  samples: immSamples,
  network: ({ width, height, depth, kernel, seed }) =>
    fullFaceNetwork({ width, height, points: 58, depth, kernel, seed }),
  training: ({ epochs, batchSize, learningRate, precision, seed, ...rest }) => ({
    epochs,
    batchSize,
    learningRate,
    precision,
    seed,
    loss: 'mse',
    schedule: 'constant',
    weightDecay: 0,
    augmentation: fullFaceAugmentation(rest),
  }),
  metrics: mseMetrics,
  headline: {
    validationMse: 'validation MSE after the last epoch, mean over seeds',
    validationMseSd: 'its standard deviation over seeds',
    validationMseNoAugmentation: 'the same without augmentation',
    constantMse: 'validation MSE of the mean training face',
  },
  bestHeadline: {
    bestMse: 'validation MSE of the best recipe, mean over seeds',
    bestMseSd: 'its standard deviation over seeds',
    bestPixels: 'mean distance of the best recipe in pixels of the 640x480 photo',
  },
});

/** A turn by one of five angles, and another brightness and contrast; each photo anew in each epoch. */
function fullFaceAugmentation({
  augment,
  rotate,
  jitter,
}: Pick<Catalogue, 'augment' | 'rotate' | 'jitter'>): AugmentationParameters | null {
  if (!augment) return null;
  return {
    ...(rotate && { rotation: { choices: [-15, -5, 0, 5, 15] } }),
    ...(jitter && { contrast: { uniform: [-0.2, 0.2] }, brightness: { uniform: [-0.1, 0.1] } }),
  };
}
