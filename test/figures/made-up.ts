import type { ChartSpec } from '../../lib/figures/chart-spec';
import type { Figure } from '../../lib/figures/figure';
import type { Face } from '../../lib/landmarks/face';
import { imm58 } from '../../lib/landmarks/imm58';
import { Random } from '../../lib/random';
import type { Dataset } from '../../lib/samples/dataset';
import { imagesInMemory } from '../../lib/samples/images';
import type { BatchProgress } from '../../lib/training/record';

const POSES = ['frontal', 'turned to the left', 'turned to the right'];

/** Dataset of no photo: a bright square on a gradient, points at random, three poses a person. */
export function madeUpSamples(count = 6, width = 40, height = 30): Dataset {
  const random = new Random(5);
  const points = Float32Array.from({ length: count * imm58.count * 2 }, () => random.uniform(0.2, 0.8));
  const faces = Array.from({ length: count }, (_, i): Face => {
    const person = String(Math.floor(i / 3) + 1).padStart(2, '0');
    const own = points.subarray(i * imm58.count * 2, (i + 1) * imm58.count * 2);
    return {
      id: `${person}-${(i % 3) + 1}m`,
      photo: '/nowhere/photo.jpg',
      width: 640,
      height: 480,
      landmarks: own.map((value, k) => value * (k % 2 === 0 ? 640 : 480)),
      box: { x: 0, y: 0, width: 640, height: 480 },
      group: person,
      labels: { person, pose: POSES[i % 3]!, sex: i < 3 ? 'male' : 'female' },
    };
  });
  return {
    landmarkSet: imm58,
    faces,
    width,
    height,
    images: imagesInMemory(
      Uint8Array.from({ length: count * width * height }, (_, i) => (i * 7) % 256),
      width * height,
    ),
    landmarks: points,
    crops: faces.map(({ box }) => box),
    crop: 'photo',
  };
}

/** Predictions to the right of the ground truth, by some pixels of the photo for each face and landmark. */
export function shifted(
  { landmarks, landmarkSet: { count } }: Dataset,
  pixels: (face: number, landmark: number) => number,
): Float32Array {
  const place = (i: number) => [Math.floor(i / (2 * count)), Math.floor(i / 2) % count] as const;
  return landmarks.map((value, i) => (i % 2 === 0 ? value + pixels(...place(i)) / 640 : value));
}

/** What the page gets of a chart. */
export function specOf({ body }: Figure): ChartSpec {
  const [, data] = body.text.split('<script type="application/json">');
  return JSON.parse(data!.slice(0, data!.indexOf('</script>'))) as ChartSpec;
}

/** The middle of an epoch, counted from 1, of a training that has not happened. */
export const madeUpBatch = (epochs: number, epoch: number, secondsToGo: number): BatchProgress => ({
  epoch,
  epochs,
  batch: 4,
  batches: 8,
  loss: 0.1,
  learningRate: 1e-3,
  samplesPerSecond: 96,
  secondsToGo,
});

/** Epochs of a training that has not happened. */
export function madeUpRecord(losses: readonly number[]) {
  const epochs = losses.map((loss, i) => ({
    epoch: i + 1,
    learningRate: 1e-3,
    trainingLoss: loss / 2,
    validationLoss: loss,
    trainingMse: loss / 2,
    validationMse: loss,
    seconds: 2,
    samplesPerSecond: 96,
  }));
  return { epochs, bestEpoch: losses.indexOf(Math.min(...losses)) + 1, predictions: [] };
}

/** The content of the images that a figure defines. */
export const imagesOf = ({ body }: Figure) =>
  body.text
    .split(';base64,')
    .slice(1)
    .map((rest) => Buffer.from(rest.slice(0, rest.indexOf('"')), 'base64'));
