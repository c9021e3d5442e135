import { hand21 } from '../landmarks/hand21';
import { nme } from '../metrics/metric';
import { mseMetrics, nmeMetrics } from '../metrics/samples';
import { fullFaceNetwork } from '../networks/models/full-face';
import { heatmapNetwork } from '../networks/models/heatmap';
import type { ParameterValues } from '../parameters/schema';
import { notebookExperiment } from '../runs/experiment';
import type { AugmentationParameters } from '../transforms/augmentation';

const defaults = {
  // Data
  data: 'generated',
  fold: 0,
  folds: 5,
  cropScale: 1.5,
  width: 96,
  height: 96,

  // Network
  network: 'heatmap',
  channels: 16,

  // Augmentation
  rotation: 15,
  scaling: 0.15,
  translation: 0.06,
  flip: 0.5,
  contrast: 0.3,
  brightness: 0.2,

  // Training
  epochs: 60,
  batchSize: 16,
  learningRate: 2e-3,
  precision: 'float32',
  seed: 1,

  // Report
  repeats: 1,
} satisfies Partial<ParameterValues>;

/** The parameters of this experiment. */
export interface OwnParameters extends Pick<ParameterValues, keyof typeof defaults> {}

/**
 * An epoch has at least this many steps. With few photos it shows each several times, augmented anew: 60 epochs over 30
 * photos alone would be 60 steps, after which no network has left the mean shape.
 */
const LEAST_STEPS = 10;

/**
 * Any landmarks on anybody's photos; without a folder, drawn hands.
 *
 * @example const parameters = own.parameters({ data: 'my-folder' });
 */
export const own = notebookExperiment<OwnParameters>({
  name: 'own',
  title: 'Your own landmarks',
  source: __filename,
  defaults,
  smoke: { epochs: 2, width: 48, height: 48, channels: 8 },
  threads: 1,
  memory: 1500,
  landmarkSet: hand21,
  metric: nme,
  bench: { images: 192, validation: 48, seconds: 0 },
  findFaces: async (parameters) => (await import('./data/own')).findOwnFaces(parameters),
  load: async (parameters) => (await import('./data/own')).loadOwnExperiment(parameters),
  network: ({ network, width, height, channels, seed }, { count } = hand21) =>
    network === 'heatmap'
      ? heatmapNetwork({ width, height, landmarks: count, channels, seed })
      : fullFaceNetwork({ name: 'Plain network', width, height, landmarks: count, seed }),
  training: (
    { network, epochs, batchSize, learningRate, precision, seed, ...rest },
    { symmetric } = hand21,
    images = LEAST_STEPS * batchSize,
  ) => ({
    epochs,
    batchSize,
    dropLast: true,
    learningRate,
    precision,
    seed,
    loss: 'l1',
    heatmapWeight: network === 'heatmap' ? 0.1 : 0,
    schedule: 'oneCycle',
    warmUp: 0.15,
    weightDecay: 1e-2,
    testTimeAugmentation: symmetric && rest.flip > 0,
    augmentationRepeats: Math.ceil(LEAST_STEPS / Math.max(1, Math.floor(images / batchSize))),
    augmentation: ownAugmentation({ ...rest, flip: symmetric ? rest.flip : 0 }),
  }),
  metrics: (predictions, validation) => ({
    ...nmeMetrics(predictions, validation),
    ...mseMetrics(predictions, validation),
  }),
  notebook: {
    title: 'Your own landmarks',
    file: 'notebooks/4-own-data.ipynb',
    headline: {
      nme: { meaning: 'NME of the heatmap network on the held-out photos, in percent', source: {} },
      nmePlain: {
        meaning: 'NME of the plain network on the same photos, in percent',
        source: { variation: 'plain network' },
      },
      trainableParameters: { meaning: 'number of trainable parameters of the heatmap network' },
    },
    bestHeadline: {},
    pageBudget: 12_000_000,
  },
});

/** Random flips, rotation, size, place, contrast and brightness; different for each image in each epoch. */
function ownAugmentation({
  flip,
  rotation,
  scaling,
  translation,
  contrast,
  brightness,
}: Pick<
  ParameterValues,
  'flip' | 'rotation' | 'scaling' | 'translation' | 'contrast' | 'brightness'
>): AugmentationParameters {
  const both = (size: number): { uniform: [number, number] } => ({ uniform: [-size, size] });
  return {
    ...(flip > 0 && { flip }),
    ...(rotation > 0 && { rotation: both(rotation) }),
    ...(scaling > 0 && { scale: [1 - scaling, 1 + scaling] }),
    ...(translation > 0 && { translation: { unit: 'fraction', ...both(translation) } }),
    ...(contrast > 0 && { contrast: both(contrast) }),
    ...(brightness > 0 && { brightness: both(brightness) }),
  };
}
