import { join } from 'node:path';
import type { FaceLandmark68Net, SsdMobilenetv1, TNetInput } from '@vladmandic/face-api';
import { tf } from '../kernels/tensorflow';
import { root } from '../paths';

/** The two networks of @vladmandic/face-api that are used here; their weights lie in its package. */
interface FaceApi {
  readonly SsdMobilenetv1: new () => SsdMobilenetv1;
  readonly FaceLandmark68Net: new () => FaceLandmark68Net;
}

/** What face-api takes as a picture: RGB 0..255, shape [height, width, 3]. */
export type FaceApiPicture = TNetInput & { dispose(): void };

const weights = (): string => join(root(), 'node_modules', '@vladmandic', 'face-api', 'model');

// Imported late, after our own TensorFlow: this build then takes the same instance, and no second one is loaded.
const faceApi = async (): Promise<FaceApi> => await import('@vladmandic/face-api/dist/face-api.node-gpu.js');

/** Its face detector, SSD on MobileNet v1; loaded once. */
export const faceDetector = once(async () => {
  const detector = new (await faceApi()).SsdMobilenetv1();
  await detector.loadFromDisk(weights());
  return detector;
});

/** Its network for 68 points; loaded once. */
export const faceApiLandmarks = once(async () => {
  const network = new (await faceApi()).FaceLandmark68Net();
  await network.loadFromDisk(weights());
  return network;
});

/** RGB bytes as a tensor that face-api takes; the caller disposes it. */
export const rgbTensor = (rgb: Uint8Array, width: number, height: number): FaceApiPicture =>
  tf.tensor3d(rgb, [height, width, 3], 'int32') as unknown as FaceApiPicture;

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}
