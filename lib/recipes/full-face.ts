import { imm58 } from '../landmarks/imm58';
import { validationMse } from '../metrics/metric';
import { mseMetrics, noseMetrics } from '../metrics/samples';
import { fullFaceNetwork } from '../networks/models/full-face';
import { heatmapNetwork } from '../networks/models/heatmap';
import { experiment } from '../runs/experiment';
import { recipeTraining } from './training';

/**
 * The best network found for all landmarks of a face in the IMM Face Database: heatmaps, strong augmentation, a long
 * training.
 */
export const bestFullFaceExperiment = experiment({
  name: 'best-full-face',
  title: 'Best recipe for all landmarks of a face',
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
  findFaces: async (parameters) => (await import('../experiments/data/imm')).findImmFaces(parameters),
  load: async (parameters) => (await import('../experiments/data/imm')).loadImmData(parameters),
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
