import { resnet } from '../experiments/resnet';
import { nme, noseMse, validationMse } from '../metrics/metric';
import { evaluateRun, evaluateTwoStage } from './evaluate';
import { bestFullFaceExperiment } from './full-face';
import type { Recipe } from './recipe';
import { bestResnetExperiment } from './resnet';

/** The best recipe for all landmarks of a face; its first step starts from the network of the experiment. */
export const bestFullFace: Recipe<(typeof bestFullFaceExperiment)['defaults']> = {
  name: 'full-face',
  title: 'all 58 landmarks of a face',
  experiment: bestFullFaceExperiment,
  network: 'full-face',
  metric: validationMse,
  evaluate: evaluateRun,
  start: {
    title: 'Plain network, no augmentation',
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
    { title: 'One-cycle schedule and weight decay', changes: { schedule: 'oneCycle', weightDecay: 1e-2 } },
    {
      title: 'Rotation, scaling, translation and color jitter',
      changes: { rotation: 18, scaling: 0.15, translation: 0.1, contrast: 0.3, brightness: 0.2 },
    },
    {
      title: 'Heatmaps with soft-argmax, batch normalization',
      changes: { network: 'heatmap', learningRate: 2e-3, precision: 'bfloat16' },
    },
    { title: 'L1 loss instead of MSE', changes: { loss: 'l1' } },
    { title: 'Heatmap loss', changes: { heatmapWeight: 0.1 } },
    { title: 'Horizontal flips', changes: { flip: 0.5 } },
    { title: 'Test-time augmentation (mirror image)', changes: { testTimeAugmentation: true } },
    { title: '150 epochs', changes: { epochs: 150 } },
  ],
};

/** The best recipe for the tip of the nose: the network for the whole face, as the other landmarks locate the nose. */
const bestNose: typeof bestFullFace = {
  ...bestFullFace,
  name: 'nose',
  title: 'the tip of the nose',
  metric: noseMse,
  landmarks: ({ noseTip }) => [noseTip],
};

/** The best recipe for faces in the wild; its first step starts from ResNet-18. */
export const bestResnet: Recipe<(typeof bestResnetExperiment)['defaults']> = {
  name: 'resnet',
  title: 'faces in the wild',
  experiment: bestResnetExperiment,
  network: 'resnet',
  metric: nme,
  evaluate: (run, validation) => evaluateTwoStage(bestResnetExperiment, run, validation),
  start: {
    title: 'ResNet-18, tight box, translation and color jitter, MSE',
    changes: {
      network: 'plain',
      cropScale: 1,
      padding: 1,
      rotation: 0,
      scaling: 0,
      flip: 0,
      illumination: 0,
      cutout: 0,
      epochs: 20,
      stride: 4,
      learningRate: 1e-3,
      loss: 'mse',
      heatmapWeight: 0,
      schedule: 'constant',
      weightDecay: 0,
      testTimeAugmentation: false,
    },
  },
  steps: [
    {
      title: 'Heatmaps with soft-argmax and a heatmap loss',
      changes: { network: 'heatmap', learningRate: 2e-3, heatmapWeight: 0.1 },
    },
    { title: 'One-cycle schedule and weight decay', changes: { schedule: 'oneCycle', weightDecay: 1e-2 } },
    { title: 'L1 loss instead of MSE', changes: { loss: 'l1' } },
    { title: 'Coarser heatmaps (stride 8)', changes: { stride: 8 } },
    { title: 'Crop of 1.5 times the box', changes: { cropScale: 1.5, padding: 1.4 } },
    { title: 'Rotation, scaling and horizontal flips', changes: { rotation: 25, scaling: 0.25, flip: 0.5 } },
    { title: 'Random illumination and cutout', changes: { illumination: 0.3, cutout: 0.3 } },
    { title: 'Test-time augmentation (mirror image)', changes: { testTimeAugmentation: true } },
    { title: '200 epochs', changes: { epochs: 200 } },
  ],
};

/** The best recipes, in the order of their experiments. */
export const recipes: readonly Recipe[] = [bestNose, bestFullFace, bestResnet];

/** ResNet-18 as in its experiment, trained for longer than a report should take. */
const longerResnet: Recipe<(typeof resnet)['defaults']> = {
  name: 'resnet-longer',
  title: '30 epochs, one-cycle',
  experiment: { ...resnet, defaults: { ...resnet.defaults, epochs: 30, schedule: 'oneCycle' } },
  network: 'resnet-longer',
  metric: nme,
  evaluate: evaluateRun,
  start: { title: 'ResNet-18', changes: {} },
  steps: [],
};

/**
 * Longer trainings of an experiment's own network. Their records become rows in the report of that experiment; their
 * weights are not kept.
 */
export const longerTrainings: readonly Recipe[] = [longerResnet];
