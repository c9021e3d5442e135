import { appendFileSync } from 'node:fs';
import { loadImm } from '../../lib/datasets/load';
import { splitByPhoto } from '../../lib/datasets/split';
import { imm58 } from '../../lib/landmarks/imm58';
import { validationMse } from '../../lib/metrics/metric';
import { mseMetrics } from '../../lib/metrics/samples';
import { cachePath } from '../../lib/paths';
import { experiment } from '../../lib/runs/experiment';
import { selectFaces } from '../../lib/samples/dataset';
import { makeDataset } from '../../lib/samples/make';
import { smallNetwork } from '../networks/small';

/** The file in the cache in which each start of a run is noted: its seed and its process, a line each. */
export const startsFile = (cache = cachePath()): string => `${cache}/starts.txt`;

/** A tiny network on drawn faces, of which every start is noted. */
export const drawn = experiment({
  name: 'drawn',
  title: 'Drawn faces',
  source: __filename,
  defaults: {
    width: 40,
    height: 30,
    epochs: 3,
    batchSize: 4,
    learningRate: 1e-3,
    precision: 'float32',
    seed: 1,
    repeats: 1,
  },
  smoke: { epochs: 1 },
  threads: 1,
  memory: 300,
  landmarkSet: imm58,
  metric: validationMse,
  bench: { images: 64, validation: 16, seconds: 0 },
  findFaces: () => loadImm(),
  async load({ width, height, seed }) {
    appendFileSync(startsFile(), `${seed} ${process.pid}\n`);
    const set = await loadImm();
    const all = await makeDataset(set, { width, height });
    const split = splitByPhoto(set, { seed: 1 });
    return {
      training: selectFaces(all, split.training.faces),
      validation: selectFaces(all, split.validation.faces),
      set,
      split: split.description,
    };
  },
  landmarks: ({ noseTip }) => [noseTip],
  network: ({ width, height, seed }) => smallNetwork({ width, height, seed }),
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
});
