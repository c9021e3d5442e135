import { findImmFaces, loadImmData } from '../experiments/data/imm';
import { imm58 } from '../landmarks/imm58';
import { validationMse } from '../metrics/metric';
import { mseMetrics, noseMetrics } from '../metrics/samples';
import { fullFaceNetwork } from '../networks/models/full-face';
import { heatmapNetwork } from '../networks/models/heatmap';
import { experiment } from '../runs/experiment';
import { recipeTraining } from './recipe';
import type { Recipe } from './recipe';

/** All landmarks of the face by heatmaps, trained long on strongly changed photos. */
export const bestFullFaceExperiment = experiment({
  name: 'best-full-face',
  title: 'The best recipe for all landmarks of a face',
  source: __filename,
  defaults: {
    // Data
    data: 'auto',
    split: 'person',
    fold: 0,
    folds: 4,
    width: 160,
    height: 120,

    // Network
    network: 'heatmap',
    channels: 24,
    blocks: 1,

    // Augmentation
    rotation: 18,
    scaling: 0.15,
    translation: 0.1,
    flip: 0.5,
    contrast: 0.3,
    brightness: 0.2,
    illumination: 0,
    cutout: 0,

    // Training
    epochs: 150,
    batchSize: 16,
    learningRate: 2e-3,
    loss: 'l1',
    heatmapWeight: 0.1,
    schedule: 'oneCycle',
    warmUp: 0.15,
    weightDecay: 1e-2,
    emaDecay: 0,
    testTimeAugmentation: true,
    precision: 'bfloat16',
    seed: 1,

    // Report
    repeats: 3,
  },
  smoke: { epochs: 2, width: 80, height: 64, channels: 8, repeats: 2 },
  threads: 2,
  memory: 2500,
  landmarkSet: imm58,
  metric: validationMse,
  bench: { images: 192, validation: 48, seconds: 0 },
  findFaces: findImmFaces,
  load: loadImmData,
  network: ({ network, width, height, channels, blocks, seed }) =>
    network === 'heatmap'
      ? heatmapNetwork({ width, height, landmarks: imm58.count, channels, blocks, seed })
      : fullFaceNetwork({ width, height, landmarks: imm58.count, seed }),
  training: recipeTraining,
  metrics: (predictions, validation) => ({
    ...mseMetrics(predictions, validation),
    ...noseMetrics(predictions, validation),
  }),
});

/** How the recipe came about, from the faithful experiment on, each training long enough to compare. */
export const bestFullFace: Recipe<(typeof bestFullFaceExperiment)['defaults']> = {
  name: 'full-face',
  title: 'all 58 landmarks',
  experiment: bestFullFaceExperiment,
  metric: 'validationMse',
  measure: 'MSE',
  start: {
    title: 'the plain network, no augmentation',
    changes: {
      network: 'plain',
      rotation: 0,
      scaling: 0,
      translation: 0,
      flip: 0,
      contrast: 0,
      brightness: 0,
      epochs: 60,
      learningRate: 1e-3,
      loss: 'mse',
      heatmapWeight: 0,
      schedule: 'constant',
      weightDecay: 0,
      testTimeAugmentation: false,
      precision: 'float32',
    },
  },
  steps: [
    { title: 'one-cycle schedule with weight decay', changes: { schedule: 'oneCycle', weightDecay: 1e-2 } },
    {
      title: 'rotation, scale, shift and jitter',
      changes: { rotation: 18, scaling: 0.15, translation: 0.1, contrast: 0.3, brightness: 0.2 },
    },
    {
      title: 'heatmaps with soft-argmax, batch normalization',
      changes: { network: 'heatmap', learningRate: 2e-3, precision: 'bfloat16' },
    },
    { title: 'L1 in place of MSE', changes: { loss: 'l1' } },
    { title: 'a loss on the heatmaps', changes: { heatmapWeight: 0.1 } },
    { title: 'mirror images in training', changes: { flip: 0.5 } },
    { title: 'mirror images when predicting', changes: { testTimeAugmentation: true } },
    { title: '150 epochs', changes: { epochs: 150 } },
  ],
};
