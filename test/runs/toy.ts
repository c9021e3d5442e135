import { UserError } from '../../lib/errors';
import type { Face, FaceSet } from '../../lib/landmarks/face';
import { outerEyeCorners } from '../../lib/landmarks/landmark-set';
import type { LandmarkSet } from '../../lib/landmarks/landmark-set';
import { validationMse } from '../../lib/metrics/metric';
import { mseMetrics } from '../../lib/metrics/samples';
import { Random } from '../../lib/random';
import { notebookExperiment } from '../../lib/runs/experiment';
import type { Dataset } from '../../lib/samples/dataset';
import { imagesInMemory } from '../../lib/samples/images';
import { smallNetwork } from '../networks/small';

const landmarkSet: LandmarkSet = {
  name: 'imm58',
  count: 1,
  parts: [],
  mirror: [0],
  noseTip: 0,
  symmetric: true,
  normalizer: outerEyeCorners(-1, -1),
};

/** Images with one bright pixel, which is the landmark to find. */
function brightPixels(count: number, size: number, seed: number): Dataset {
  const random = new Random(seed);
  const images = new Uint8Array(count * size * size);
  const landmarks = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const [x, y] = [random.integer(size), random.integer(size)];
    images[i * size * size + y * size + x] = 255;
    landmarks.set([(x + 0.5) / size, (y + 0.5) / size], 2 * i);
  }
  const faces = Array.from({ length: count }, (_, i) => ({ id: String(i), labels: {} }) as Face);
  const crops = faces.map(() => ({ x: 0, y: 0, width: size, height: size }));
  return {
    landmarkSet,
    faces,
    width: size,
    height: size,
    images: imagesInMemory(images, size * size),
    landmarks,
    crops,
    crop: 'photo',
  };
}

const set = {
  title: 'Bright pixels',
  landmarkSet,
  generated: true,
  checksum: 'bright',
  folder: '',
  faces: [],
  groupName: 'image',
} as FaceSet;

/** Channels with which there is no network. */
const TOO_MANY = 200;

/** A learning rate with which a run fails once it has started. */
export const FATAL_RATE = 0.5;

/** An experiment of a few milliseconds an epoch, for tests of everything around experiments. */
export const toy = notebookExperiment({
  name: 'toy',
  title: 'Bright pixels',
  source: __filename,
  defaults: {
    width: 16,
    height: 16,
    extraChannels: 0,
    epochs: 3,
    batchSize: 16,
    learningRate: 1e-3,
    precision: 'float32',
    seed: 1,
    repeats: 2,
    fold: 0,
    folds: 2,
  },
  smoke: { epochs: 1 },
  threads: 1,
  memory: 300,
  landmarkSet,
  metric: validationMse,
  bench: { images: 64, validation: 16, seconds: 0 },
  findFaces: () => Promise.resolve(set),
  load({ width, fold, learningRate }) {
    if (learningRate === FATAL_RATE) throw new UserError('This learning rate is fatal.');
    return Promise.resolve({
      training: brightPixels(64, width, 10 + fold),
      validation: brightPixels(16, width, 20 + fold),
      set,
      split: 'at random',
    });
  },
  network: ({ width, extraChannels, seed }) => {
    if (extraChannels === TOO_MANY) throw new UserError('Too many channels.');
    return smallNetwork({ width, height: width, extraChannels, seed });
  },
  training: ({ epochs, batchSize, learningRate, precision, seed }) => ({
    epochs,
    batchSize,
    learningRate,
    seed,
    loss: 'mse',
    schedule: 'constant',
    weightDecay: 0,
    precision,
  }),
  metrics: mseMetrics,
  notebook: {
    title: 'Finding a bright pixel',
    file: '',
    headline: { validationMse: { meaning: 'validation MSE', source: {} } },
    bestHeadline: {},
    pageBudget: 1_000_000,
  },
});
