import { boxProblem } from '../datasets/gate/implausible';
import { DataError } from '../errors';
import type { Box, Size } from '../geometry';
import { FACE, subjectOf } from '../landmarks/landmark-set';
import type { LandmarkSet } from '../landmarks/landmark-set';
import { detectFaces } from './detect';
import type { DetectedFace } from './detect';
import { openPhoto } from './photo';
import type { Photo } from './photo';
import { landmarksOf } from './turned';
import type { Predictor } from './two-stage';

/** A face found in a photo, with its landmarks. */
export interface PredictedFace extends DetectedFace {
  /** In the order of the predictor's landmark set, in pixels of the upright photo: x0, y0, x1, y1, ... */
  readonly landmarks: Float32Array;
}

/** A photo with all faces found in it, from left to right; there may be none. */
export interface PhotoPrediction {
  readonly photo: Photo;
  /** What the landmarks mean. */
  readonly landmarkSet: LandmarkSet;
  readonly faces: readonly PredictedFace[];
}

/** What `predictFaces` can be told. */
export interface PredictFacesOptions {
  /**
   * Box of the only face of interest, placed as in training: for the networks of this project, as dlib's detector would.
   * Nothing is detected then.
   */
  readonly box?: Box;
}

/**
 * Finds the faces in a photo and predicts the landmarks of each. A network that sees whole photos predicts those of the
 * only face.
 *
 * @param file Path of the photo.
 * @param predictor Predicts the landmarks in boxes.
 * @param options A box, to be used instead of the detector.
 * @returns The photo and its faces.
 * @throws DataError when the file is missing or not a photo, the box lies outside it, or there is no box and nothing that
 *   could find one.
 */
export async function predictFaces(
  file: string,
  predictor: Predictor,
  { box }: PredictFacesOptions = {},
): Promise<PhotoPrediction> {
  const photo = await openPhoto(file);
  if (box) checkBox(box, photo.size, file);
  const found = box ? [{ box, confidence: null }] : await findFaces(photo, predictor);
  const [prediction] = await predictFound([{ photo, found }], predictor);
  return prediction!;
}

/** A photo whose faces are found. */
export interface FoundInPhoto {
  readonly photo: Photo;
  /** From left to right. */
  readonly found: readonly DetectedFace[];
}

/**
 * Predicts the landmarks of the faces of several photos together.
 *
 * @param photos The photos, with their faces.
 * @param predictor Predicts the landmarks in boxes.
 * @returns One prediction per photo, in the same order.
 * @throws DataError when a photo is damaged.
 */
export async function predictFound(photos: readonly FoundInPhoto[], predictor: Predictor): Promise<PhotoPrediction[]> {
  const faces = photos.flatMap(({ photo, found }) => found.map((face) => ({ photo, face })));
  const landmarks = (await landmarksOf(faces, predictor)).values();
  return photos.map(({ photo, found }) => ({
    photo,
    landmarkSet: predictor.landmarkSet,
    faces: found.map((face) => ({ ...face, landmarks: landmarks.next().value! })),
  }));
}

/**
 * Finds the faces in a photo that a network can predict the landmarks of: all of the photo for one that sees whole photos.
 *
 * @throws DataError when the network knows no faces, or the photo is damaged.
 */
export async function findFaces(photo: Photo, { crop, landmarkSet }: Predictor): Promise<readonly DetectedFace[]> {
  if (crop === 'photo') return [{ box: { x: 0, y: 0, ...photo.size }, confidence: null }];
  if (subjectOf(landmarkSet) === FACE) return detectFaces(photo);
  throw new DataError(
    `${photo.file}: this network was trained on a box around each ${subjectOf(landmarkSet)}, and only faces can be ` +
      'detected. Give the box: --box x,y,width,height in pixels of the upright photo.',
  );
}

function checkBox(box: Box, photo: Size, file: string): void {
  const problem = boxProblem(box, photo);
  if (problem === undefined) return;
  throw new DataError(`${file}: ${problem}. Give it as x,y,width,height in pixels of the upright photo.`);
}
