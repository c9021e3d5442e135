import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readBest, bestFiles } from './record';
import { bestResnetExperiment } from './resnet';
import type { ParameterValues } from '../parameters/schema';
import type { Box } from '../geometry';
import { ibug68 } from '../landmarks/ibug68';
import { imageTensor } from '../ops/pixels';
import { tf } from '../ops/tensorflow';
import type { Network } from '../networks/network';
import { loadWeights } from '../networks/weights';
import { cropPhoto } from '../samples/make';
import { landmarksInPhoto } from '../samples/crop';
import { predictWithTta } from '../training/test-time';
import { boxOfLandmarks } from '../inference/box-of-landmarks';
import type { Photo } from '../inference/photo';

/** A trained network for 68 landmarks, with the way its images are cut out. */
export interface Predictor {
  /** The 68 landmarks of the face in dlib's box, in pixels of the upright photo: x0, y0, x1, y1, ... */
  landmarks(photo: Photo, box: Box): Promise<Float32Array>;
  dispose(): void;
}

export interface PredictorOptions {
  /** Safetensors file of a network of the best recipe's shape; by default the weights kept in the project. */
  readonly weights?: string;
}

/**
 * Opens the network of the best recipe for faces from anywhere.
 *
 * @throws Error 'DataError' where there are no weights, with the command that trains them
 */
export async function openPredictor({ weights }: PredictorOptions = {}): Promise<Predictor> {
  const parameters = { ...bestResnetExperiment.defaults, ...readBest('resnet')?.parameters };
  const network = bestResnetExperiment.network(parameters);
  try {
    await loadWeights(network, weightsFile(weights));
  } catch (error) {
    network.dispose();
    throw Object.assign(error as Error, { name: 'DataError' });
  }
  return predictorOf(network, parameters);
}

/** The best recipe's predictor; undefined before `npm run best -- resnet` has trained it. */
export async function bestPredictor(): Promise<Predictor | undefined> {
  const { record, weights } = bestFiles('resnet');
  return existsSync(record) && existsSync(weights) ? openPredictor() : undefined;
}

/**
 * A network at hand as a predictor, which disposes it in the end.
 *
 * It looks twice: what it sees first need only tell where the face is and how large; its landmarks come from a second
 * crop, which lies about the face as those in training did, however the first box lay.
 */
export function predictorOf(
  network: Network,
  { cropScale, testTimeAugmentation: flips }: Pick<ParameterValues, 'cropScale' | 'testTimeAugmentation'>,
): Predictor {
  const [height, width] = network.inputShape;
  const look = async ({ content }: Photo, box: Box): Promise<Float32Array> => {
    const { image, crop } = await cropPhoto(content, box, { width, height, crop: { scale: cropScale } });
    const landmarks = tf.tidy(() =>
      predictWithTta(network, imageTensor(image, [1, height, width]), ibug68, { flips }).clone(),
    );
    const fractions = landmarks.dataSync<'float32'>();
    landmarks.dispose();
    return landmarksInPhoto(fractions, crop);
  };
  return {
    landmarks: async (photo, box) => look(photo, boxOfLandmarks(await look(photo, box))),
    dispose: () => network.dispose(),
  };
}

function weightsFile(given?: string): string {
  const file = given ? resolve(given) : bestFiles('resnet').weights;
  if (existsSync(file)) return file;
  const advice = given ? 'Give another file' : 'Train the network first (`npm run best -- resnet`) or name a file';
  throw new Error(`There are no weights in ${file}. ${advice} by --weights.`);
}
