import type { Box, Size } from '../geometry';
import { detectFaces } from '../inference/detect';
import type { DetectedFace } from '../inference/detect';
import { openPhoto } from '../inference/photo';
import type { Photo } from '../inference/photo';
import { openPredictor } from './predictor';
import type { Predictor, PredictorOptions } from './predictor';

/** A face that was found in a photo, and its landmarks. */
export interface PredictedFace extends DetectedFace {
  /** In pixels of the upright photo, x0, y0, x1, y1, ...; 68 landmarks of iBUG 300-W. */
  readonly landmarks: Float32Array;
}

/** A photo with all faces found in it; none is no error. */
export interface PhotoPrediction {
  readonly photo: Photo;
  readonly faces: readonly PredictedFace[];
}

/**
 * Finds the faces in a photo and the landmarks of each.
 *
 * @param options.box A face's box, as dlib's detector would put it; then no detector is asked.
 * @throws Error 'DataError' naming the file that is not there, or not a photo, or which the box lies outside of
 */
export async function predictFaces(
  file: string,
  predictor: Predictor,
  { box }: { box?: Box } = {},
): Promise<PhotoPrediction> {
  const photo = await openPhoto(file);
  if (box) checkBox(box, photo.size, file);
  const found = box ? [{ box, confidence: null }] : await detectFaces(photo);
  const faces: PredictedFace[] = [];
  for (const face of found) faces.push({ ...face, landmarks: await predictor.landmarks(photo, face.box) });
  return { photo, faces };
}

/**
 * The faces in one photo and their landmarks, by the best recipe's network.
 *
 * @example await photoPredictions([{ photo: 'me.jpg', name: 'me', faces: await predictPhoto('me.jpg') }])
 * @throws as `predictFaces` and `openPredictor` do
 */
export async function predictPhoto(file: string, options: PredictorOptions = {}): Promise<readonly PredictedFace[]> {
  const predictor = await openPredictor(options);
  try {
    return (await predictFaces(file, predictor)).faces;
  } finally {
    predictor.dispose();
  }
}

function checkBox({ x, y, width, height }: Box, photo: Size, file: string): void {
  if (x < photo.width && y < photo.height && x + width > 0 && y + height > 0) return;
  const size = `${photo.width} x ${photo.height} pixels`;
  throw Object.assign(new Error(`${file}: the box lies outside the photo, which has ${size}.`), { name: 'DataError' });
}
