import { ibug68 } from '../landmarks/ibug68';
import { nme } from '../metrics/metric';
import { mseMetrics, nmeMetrics } from '../metrics/samples';
import { resnet18 } from '../networks/models/resnet18';
import type { ParameterValues } from '../parameters/schema';
import { notebookExperiment } from '../runs/experiment';
import type { AugmentationParameters } from '../transforms/augmentation';

const defaults = {
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
  schedule: 'constant',
  precision: 'float32',
  seed: 1,

  // Report
  repeats: 1,
} satisfies Partial<ParameterValues>;

/** The parameters of this experiment. */
export interface ResNetParameters extends Pick<ParameterValues, keyof typeof defaults> {}

/**
 * 68 landmarks of faces in the wild, by ResNet-18, a standard architecture.
 *
 * @example const network = resnet.network(resnet.parameters());
 */
export const resnet = notebookExperiment<ResNetParameters>({
  name: 'resnet',
  title: 'ResNet-18 on faces in the wild',
  source: __filename,
  defaults,
  smoke: { epochs: 1, subset: 64, width: 64, height: 64 },
  threads: 2,
  memory: 2500,
  landmarkSet: ibug68,
  metric: nme,
  bench: { images: 2048, validation: 16, seconds: 25 },
  findFaces: async (parameters) => (await import('./data/ibug')).findIbugFaces(parameters),
  load: async (parameters) => (await import('./data/ibug')).loadIbugData(parameters),
  network: ({ width, height, seed }) => resnet18({ width, height, landmarks: ibug68.count, seed }),
  training: ({ epochs, batchSize, learningRate, schedule, precision, seed, ...rest }) => ({
    epochs,
    batchSize,
    learningRate,
    schedule,
    precision,
    seed,
    loss: 'mse',
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
      nmeFaceApi: { meaning: 'NME of the 68-landmark network of @vladmandic/face-api in the same boxes, in percent' },
      trainableParameters: { meaning: 'number of trainable parameters' },
      imagesPerSecond: { meaning: 'training images per second' },
    },
    bestHeadline: {
      nme: 'NME of the best recipe on the test photos, in percent',
      nmeCiLow: 'lower end of its 95% bootstrap interval',
      nmeCiHigh: 'upper end of its 95% bootstrap interval',
      auc8: 'area under its cumulative error distribution up to 8%, in percent',
      fr8: 'its failure rate at 8%, in percent',
      nmeLooseCrop: 'NME of the best recipe with a crop 1.6 times as large',
    },
    pageBudget: 12_000_000,
  },
});

/** Random translation, contrast and brightness; different for each image in each epoch. */
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
