import type { Face } from '../../lib/landmarks/face';
import { imm58 } from '../../lib/landmarks/imm58';
import { validationMse } from '../../lib/metrics/metric';
import { mseMetrics } from '../../lib/metrics/samples';
import { notebookExperiment } from '../../lib/runs/experiment';
import type { ExperimentData } from '../../lib/runs/experiment';
import type { Dataset } from '../../lib/samples/dataset';
import { madeUpSamples } from '../figures/made-up';
import { smallNetwork } from '../networks/small';
import { PORTRAIT } from '../portrait';

/** Made-up samples of photos that exist: all are the portrait. */
function portraits(count: number): Dataset {
  const samples = madeUpSamples(count, 16, 16);
  const whole = { x: 0, y: 0, width: 512, height: 512 };
  return {
    ...samples,
    faces: samples.faces.map((face): Face => ({ ...face, photo: PORTRAIT, width: 512, height: 512, box: whole })),
    crops: samples.faces.map(() => whole),
  };
}

const data: ExperimentData = {
  training: portraits(12),
  validation: portraits(6),
  set: {
    title: 'Portraits',
    landmarkSet: imm58,
    groupName: 'person',
    faces: [],
    generated: false,
    folder: '',
    checksum: 'portraits',
  },
  split: 'by person',
};

/** An experiment with a notebook that trains within milliseconds: the nose in 16x16 pixels of noise. */
export const tiny = notebookExperiment({
  name: 'tiny',
  title: 'Tiny',
  source: __filename,
  defaults: {
    width: 16,
    height: 16,
    epochs: 2,
    batchSize: 6,
    learningRate: 1e-3,
    precision: 'float32',
    seed: 1,
    repeats: 2,
  },
  smoke: {},
  threads: 1,
  memory: 300,
  landmarkSet: imm58,
  metric: validationMse,
  bench: { images: 12, validation: 6, seconds: 0 },
  findFaces: () => Promise.resolve(data.set),
  load: () => Promise.resolve(data),
  landmarks: ({ noseTip }) => [noseTip],
  network: ({ width, height, seed }) => smallNetwork({ width, height, extraChannels: 0, seed }),
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
    title: 'A tiny experiment',
    file: '',
    headline: {
      validationMse: { meaning: 'validation MSE', source: {} },
      validationMseSd: { meaning: 'its standard deviation', source: { statistic: 'sd' } },
      constantMse: { meaning: 'MSE of the mean-shape baseline' },
      trainableParameters: { meaning: 'trainable parameters' },
    },
    bestHeadline: {},
    pageBudget: 3_000_000,
  },
});
