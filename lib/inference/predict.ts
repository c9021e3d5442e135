import { DataError } from '../errors';
import type { Box, Size } from '../geometry';
import { detectFaces } from './detect';
import type { DetectedFace } from './detect';
import { openPhoto } from './photo';
import type { Photo } from './photo';
import type { Predictor } from './two-stage';

/** A face found in a photo, with its landmarks. */
export interface PredictedFace extends DetectedFace {
  /** The 68 landmarks of iBUG 300-W in pixels of the upright photo: x0, y0, x1, y1, ... */
  readonly landmarks: Float32Array;
}

/** A photo with all faces found in it, from left to right; there may be none. */
export interface PhotoPrediction {
  readonly photo: Photo;
  readonly faces: readonly PredictedFace[];
}

/** What `predictFaces` can be told. */
export interface PredictFacesOptions {
  /** Box of the only face of interest, placed as dlib's detector would; the detector is not used then. */
  readonly box?: Box;
}

/**
 * Finds the faces in a photo and predicts the landmarks of each.
 *
 * @param file Path of the photo.
 * @param predictor Predicts the landmarks in a box.
 * @param options A box, to be used instead of the detector.
 * @returns The photo and its faces.
 * @throws DataError when the file is missing or not a photo, or the box lies outside it.
 */
export async function predictFaces(
  file: string,
  predictor: Predictor,
  { box }: PredictFacesOptions = {},
): Promise<PhotoPrediction> {
  const photo = await openPhoto(file);
  if (box) checkBox(box, photo.size, file);
  const found = box ? [{ box, confidence: null }] : await detectFaces(photo);
  const faces: PredictedFace[] = [];
  for (const face of found) faces.push({ ...face, landmarks: await predictor.landmarks(photo, face.box) });
  return { photo, faces };
}

function checkBox({ x, y, width, height }: Box, photo: Size, file: string): void {
  if (x < photo.width && y < photo.height && x + width > 0 && y + height > 0) return;
  throw new DataError(
    `${file}: the box ${[x, y, width, height].join(',')} lies outside the photo, which has ${photo.width}x${photo.height} ` +
      'pixels. Give it as x,y,width,height in pixels of the upright photo.',
  );
}
