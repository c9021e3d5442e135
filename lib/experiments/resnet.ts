import type { AugmentationParameters } from '../transforms/augmentation';
import { resnet18 } from '../networks/models/resnet18';
import { notebookExperiment } from '../runs/experiment';
import { ibugFaces, ibugSamples } from './data/ibug';
import { ibug68 } from '../landmarks/ibug68';
import { nme } from '../metrics/metric';
import { mseMetrics, nmeMetrics } from '../metrics/samples';
import type { ParameterValues } from '../parameters/schema';

/** 68 landmarks of faces in photos from anywhere, by a network that is known from elsewhere. */
export const resnet = notebookExperiment({
  name: 'resnet',
  title: 'ResNet-18 on faces in the wild',
  source: __filename,
  defaults: {
    // Data
    data: 'auto',
    fold: 0,
    folds: 4,
    subset: 2048,
    cropScale: 1,
    padding: 1,
    width: 224,
    height: 224,

    // Augmentation
    augment: true,
    translationPx: 10,
    contrast: 0.2,
    brightness: 0.1,

    // Training
    epochs: 10,
    batchSize: 16,
    learningRate: 1e-3,
    precision: 'float32',
    seed: 1,

    // Report
    repeats: 1,
  },
  smoke: { epochs: 1, subset: 64, width: 64, height: 64 },
  threads: 2,
  memory: 2500,
  landmarkSet: ibug68,
  metric: nme,
  bench: { images: 2048, validation: 16, seconds: 25 },
  findFaces: ibugFaces,
  load: ibugSamples,
  network: ({ width, height, seed }) => resnet18({ width, height, landmarks: ibug68.count, seed }),
  training: ({ epochs, batchSize, learningRate, precision, seed, ...rest }) => ({
    epochs,
    batchSize,
    learningRate,
    precision,
    seed,
    loss: 'mse',
    schedule: 'constant',
    weightDecay: 0,
    augmentation: resnetAugmentation(rest),
  }),
  metrics: (predictions, validation) => ({
    ...nmeMetrics(predictions, validation),
    ...mseMetrics(predictions, validation),
  }),
  notebook: {
    title: 'ResNet-18 on faces in the wild',
    file: 'notebooks/3-resnet.ipynb',
    headline: {
      nmeFaithful: { meaning: 'NME on the test photos, in percent of the distance between the outer eye corners' },
      nmeMeanShape: { meaning: 'NME of the mean-shape baseline in the same boxes, in percent' },
      nmeFaceApi: { meaning: "NME of @vladmandic/face-api's 68-landmark network in the same boxes, in percent" },
      trainableParameters: { meaning: 'trainable parameters of the network' },
      imagesPerSecond: { meaning: 'training images per second' },
    },
    bestHeadline: {
      nme: 'NME of the best recipe on the test photos, in percent',
      nmeCiLow: 'lower end of its 95% bootstrap interval',
      nmeCiHigh: 'upper end of its 95% bootstrap interval',
      auc8: 'area under its cumulative error distribution up to 8%, in percent',
      fr8: 'percentage of faces on which its NME exceeds 8%',
      nmeLooseCrop: 'NME of the best recipe with 1.6 times its usual crop, in percent',
    },
    pageBudget: 12_000_000,
  },
});

/** A translation by up to ten pixels, and random contrast and brightness; drawn anew for each image in each epoch. */
function resnetAugmentation({
  augment,
  translationPx,
  contrast,
  brightness,
}: Pick<ParameterValues, 'augment' | 'translationPx' | 'contrast' | 'brightness'>): AugmentationParameters | null {
  if (!augment) return null;
  return {
    ...(translationPx > 0 && { translation: { unit: 'pixels', uniform: [-translationPx, translationPx] } }),
    ...(contrast > 0 && { contrast: { uniform: [-contrast, contrast] } }),
    ...(brightness > 0 && { brightness: { uniform: [-brightness, brightness] } }),
  };
}
