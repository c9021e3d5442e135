import { nme, noseMse } from '../../lib/metrics/metric';
import type { BestRecord } from '../../lib/recipes/record';
import { madeUpRecord, madeUpSamples } from '../figures/made-up';

const { faces } = madeUpSamples(6);

/** The record of a best recipe that was never trained, for the nose in the made-up faces. */
export const mseRecord: BestRecord = {
  name: 'nose',
  title: 'the tip of the nose',
  network: 'full-face',
  metric: noseMse,
  parameters: {
    width: 160,
    height: 120,
    network: 'heatmap',
    epochs: 150,
    learningRate: 2e-3,
    split: 'person',
    fold: 0,
  },
  ablation: [
    { title: 'Plain network', mean: 0.003, sd: 0.0003, changes: {} },
    { title: 'Heatmaps', mean: 0.0003, sd: 0.00003, change: { mean: -0.0027, margin: 0.0005, p: 0.0004 }, changes: {} },
  ],
  runs: [0.0000212, 0.0000224].map((noseMse, seed) => ({
    seed,
    metrics: { noseMse, nosePixels: 3.3, validationMse: 0.0001, validationPixels: 5 },
    epochs: madeUpRecord([0.01, 0.001]).epochs,
    seconds: 370,
  })),
  predictions: faces.flatMap(() => [0.5, 0.5]),
  photos: faces.map(({ id }, i) => ({ id, error: 3 + i })),
  networkParameters: 1_399_427,
  provenance: {
    revision: '15355732f00dcafe15355732f00dcafe15355732',
    dirty: false,
    node: '20.19.0',
    tensorflow: '2.21.0',
    packages: {},
    device: 'cpu',
    processor: 'AMD EPYC',
    cores: 2,
    memoryGB: 8,
    platform: 'linux',
    dataset: {
      title: 'IMM Face Database',
      generated: false,
      checksum: 'made-up',
      training: 192,
      validation: 6,
      split: 'by person (1-32 / 33-40)',
    },
    seeds: [0, 1],
    started: '2026-11-24T07:15:00.000Z',
    seconds: 1200,
  },
};

/** The same of a recipe that is judged by the NME, from a single run. */
export const nmeRecord: BestRecord = {
  ...mseRecord,
  name: 'resnet',
  title: 'faces in the wild',
  network: 'resnet',
  metric: nme,
  runs: [
    {
      seed: 1,
      metrics: { nme: 3.65, auc8: 54.4, fr8: 0, fr10: 0, validationMse: 0.0002, validationPixels: 5 },
      epochs: madeUpRecord([0.01, 0.001]).epochs,
      seconds: 2600,
    },
  ],
  predictions: faces.flatMap((_, i) => Array.from({ length: 2 * 58 }, (_, k) => ((i + k) % 10) / 10)),
};
