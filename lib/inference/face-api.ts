import { dirname, join } from 'node:path';
import type {
  detectAllFaces,
  FaceLandmark68Net,
  SsdMobilenetv1,
  TinyFaceDetector,
  TNetInput,
} from '@vladmandic/face-api';
import { tf } from '../ops/tensorflow';

/** The part of @vladmandic/face-api in use here; the weights of its networks are in its package. */
interface FaceApi {
  readonly nets: {
    readonly ssdMobilenetv1: SsdMobilenetv1;
    readonly tinyFaceDetector: TinyFaceDetector;
    readonly faceLandmark68Net: FaceLandmark68Net;
  };
  readonly detectAllFaces: typeof detectAllFaces;
}

/** An image as face-api takes it: RGB in 0..255, shape [height, width, 3]. */
export type FaceApiImage = TNetInput & { dispose(): void };

// Imported late, after the project's own TensorFlow: this build then uses the same instance, and no second one is loaded.
const faceApi = async (): Promise<FaceApi> => await import('@vladmandic/face-api/dist/face-api.node-gpu.js');

/** The folder of the package that holds the weights of its networks. */
export const weightsFolder = (): string => join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');

/**
 * Loads face-api's face detector, SSD on MobileNet v1; later calls return the same one.
 *
 * @returns The detector; it is never disposed.
 */
export const faceDetector = once(async () => {
  const { ssdMobilenetv1 } = (await faceApi()).nets;
  await ssdMobilenetv1.loadFromDisk(weightsFolder());
  return ssdMobilenetv1;
});

/**
 * Loads face-api's tiny face detector, which has 190,000 weights; later calls return the same one.
 *
 * @returns The detector; it is never disposed.
 */
export const tinyFaceDetector = once(async () => {
  const detector = (await faceApi()).nets.tinyFaceDetector;
  await detector.loadFromDisk(weightsFolder());
  return detector;
});

/**
 * Loads face-api's network for 68 landmarks; later calls return the same one.
 *
 * @returns The network; it is never disposed.
 */
export const faceApiLandmarks = once(async () => {
  const { faceLandmark68Net } = (await faceApi()).nets;
  await faceLandmark68Net.loadFromDisk(weightsFolder());
  return faceLandmark68Net;
});

/**
 * Runs face-api's detector and then its landmark network, as its documentation does:
 * `detectAllFaces(image).withFaceLandmarks()`.
 *
 * @param image From `rgbTensor`.
 * @returns The detections with their landmarks, in pixels of the image.
 */
export async function faceApiFaces(image: FaceApiImage) {
  await Promise.all([faceDetector(), faceApiLandmarks()]);
  return (await faceApi()).detectAllFaces(image).withFaceLandmarks();
}

/**
 * Turns RGB bytes into a tensor for face-api.
 *
 * @param rgb Values in 0..255, shape [height, width, 3].
 * @param width In pixels.
 * @param height In pixels.
 * @returns The tensor; the caller disposes it.
 */
export const rgbTensor = (rgb: Uint8Array, width: number, height: number): FaceApiImage =>
  tf.tensor3d(rgb, [height, width, 3], 'int32') as unknown as FaceApiImage;

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}
