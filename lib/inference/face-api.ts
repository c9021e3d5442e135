import { join } from 'node:path';
import type { detectAllFaces, FaceLandmark68Net, SsdMobilenetv1, TNetInput } from '@vladmandic/face-api';
import { tf } from '../ops/tensorflow';
import { root } from '../paths';

/** What is used here of @vladmandic/face-api; the weights of its networks lie in its package. */
interface FaceApi {
  readonly nets: { readonly ssdMobilenetv1: SsdMobilenetv1; readonly faceLandmark68Net: FaceLandmark68Net };
  readonly detectAllFaces: typeof detectAllFaces;
}

/** What face-api takes as an image: RGB 0..255, shape [height, width, 3]. */
export type FaceApiImage = TNetInput & { dispose(): void };

// Imported late, after our own TensorFlow: this build then takes the same instance, and no second one is loaded.
const faceApi = async (): Promise<FaceApi> => await import('@vladmandic/face-api/dist/face-api.node-gpu.js');

const weights = (): string => join(root(), 'node_modules', '@vladmandic', 'face-api', 'model');

/** Its face detector, SSD on MobileNet v1; loaded once. */
export const faceDetector = once(async () => {
  const { ssdMobilenetv1 } = (await faceApi()).nets;
  await ssdMobilenetv1.loadFromDisk(weights());
  return ssdMobilenetv1;
});

/** Its network for 68 landmarks; loaded once. */
export const faceApiLandmarks = once(async () => {
  const { faceLandmark68Net } = (await faceApi()).nets;
  await faceLandmark68Net.loadFromDisk(weights());
  return faceLandmark68Net;
});

/** Its detector and then its 68 landmarks for each face, as its users call them: `detectAllFaces(...).withFaceLandmarks()`. */
export async function faceApiFaces(image: FaceApiImage) {
  await Promise.all([faceDetector(), faceApiLandmarks()]);
  return (await faceApi()).detectAllFaces(image).withFaceLandmarks();
}

/** RGB bytes as a tensor that face-api takes; the caller disposes it. */
export const rgbTensor = (rgb: Uint8Array, width: number, height: number): FaceApiImage =>
  tf.tensor3d(rgb, [height, width, 3], 'int32') as unknown as FaceApiImage;

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}
