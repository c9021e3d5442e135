import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DataError } from '../errors';
import { predictFaces } from '../inference/predict';
import type { PredictedFace } from '../inference/predict';
import { predictorOf } from '../inference/two-stage';
import type { Predictor } from '../inference/two-stage';
import { bestResnet } from './all';
import { openNetwork } from './open-network';
import { bestFiles } from './record';

/** Which network a predictor uses. */
export interface PredictorOptions {
  /** Safetensors file of a trained network; by default the weights of the best recipe in `lib/weights/`. */
  readonly weights?: string;
}

/**
 * Opens a trained network for photos: by default the best recipe's, for faces in the wild.
 *
 * @param options Other weights.
 * @returns The predictor; dispose it after use.
 * @throws DataError when the weights are missing, damaged or those of another network.
 */
export async function openPredictor({ weights }: PredictorOptions = {}): Promise<Predictor> {
  const file = weights ? resolve(weights) : bestFiles(bestResnet).weights;
  if (!existsSync(file)) {
    const advice = weights
      ? 'Check the path.'
      : 'Train the network with `npm run best -- resnet`, or restore the file with git.';
    throw new DataError(`${file}: no such weights. ${advice}`);
  }
  const { network, description } = await openNetwork(file);
  return predictorOf(network, description);
}

/**
 * Opens the best recipe's network for faces in the wild, if it has been trained.
 *
 * @returns The predictor; undefined before `npm run best -- resnet`.
 */
export async function bestPredictor(): Promise<Predictor | undefined> {
  const { record, weights } = bestFiles(bestResnet);
  return existsSync(record) && existsSync(weights) ? openPredictor() : undefined;
}

/**
 * Finds the faces in a photo and predicts the 68 landmarks of each with the best recipe's network.
 *
 * @param file Path of the photo.
 * @param options Other weights.
 * @returns The faces from left to right.
 * @throws DataError when the photo or the weights cannot be read.
 * @example await photoPredictions([{ photo: 'me.jpg', name: 'me', faces: await predictPhoto('me.jpg') }])
 */
export async function predictPhoto(file: string, options: PredictorOptions = {}): Promise<readonly PredictedFace[]> {
  const predictor = await openPredictor(options);
  try {
    return (await predictFaces(file, predictor)).faces;
  } finally {
    predictor.dispose();
  }
}
