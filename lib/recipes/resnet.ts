import { ibug68 } from '../landmarks/ibug68';
import { nme } from '../metrics/metric';
import { mseMetrics, nmeMetrics } from '../metrics/samples';
import { heatmapNetwork } from '../networks/models/heatmap';
import { resnet18 } from '../networks/models/resnet18';
import { experiment } from '../runs/experiment';
import { recipeTraining } from './training';

/**
 * The best network found for the 68 landmarks of faces in the wild: heatmaps, a wider crop, strong augmentation, a long
 * training.
 */
export const bestResnetExperiment = experiment({
  name: 'best-resnet',
  title: 'Best recipe for faces in the wild',
  source: __filename,
  defaults: {
    // Data
    data: 'auto',
    fold: 0,
    folds: 5,
    subset: 100_000,
    cropScale: 1.5,
    padding: 1.4,
    width: 128,
    height: 128,

    // Network
    network: 'heatmap',
    channels: 24,
    blocks: 1,
    stride: 8,

    // Augmentation
    rotation: 25,
    scaling: 0.25,
    translation: 0.08,
    flip: 0.5,
    contrast: 0.3,
    brightness: 0.2,
    illumination: 0.3,
    cutout: 0.3,

    // Training
    epochs: 200,
    batchSize: 32,
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
    repeats: 1,
  },
  smoke: { epochs: 1, subset: 64, width: 64, height: 64, channels: 8 },
  threads: 2,
  memory: 3000,
  landmarkSet: ibug68,
  metric: nme,
  bench: { images: 2048, validation: 16, seconds: 25 },
  findFaces: async (parameters) => (await import('../experiments/data/ibug')).findIbugFaces(parameters),
  load: async (parameters) => (await import('../experiments/data/ibug')).loadIbugData(parameters),
  network: ({ network, width, height, channels, blocks, stride, seed }) =>
    network === 'heatmap'
      ? heatmapNetwork({ width, height, landmarks: ibug68.count, channels, blocks, stride, seed })
      : resnet18({ width, height, landmarks: ibug68.count, seed }),
  training: recipeTraining,
  metrics: (predictions, validation) => ({
    ...nmeMetrics(predictions, validation),
    ...mseMetrics(predictions, validation),
  }),
});
