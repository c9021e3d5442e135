import { basename } from 'node:path';
import type { Face } from '../landmarks/face';
import { showProgress } from '../progress';
import { detectFaces } from './detect';
import type { DetectedFace } from './detect';
import { openPhoto } from './photo';
import type { Photo } from './photo';
import type { PredictedFace } from './predict';
import { landmarksOf } from './turned';
import type { Predictor } from './two-stage';

/** A whole photo and the faces found in it, ready to be shown. */
interface ExamplePhoto {
  /** Content of the file. */
  readonly photo: Buffer;
  /** Name of the file. */
  readonly name: string;
  readonly faces: readonly PredictedFace[];
}

/** Some photos of a data set, treated as photos in the wild. */
export interface ExamplePhotos {
  /** Those with the most faces first. */
  readonly photos: readonly ExamplePhoto[];
  /** Number of photos searched, and of those in which several faces and no face were found. */
  readonly searched: number;
  readonly several: number;
  readonly none: number;
}

/** How many photos `examplePhotos` searches and returns. */
export interface ExampleOptions {
  /** Photos to return; 6 by default. */
  readonly count?: number;
  /** Photos to search, at a quarter of a second each; 60 by default. */
  readonly search?: number;
}

/**
 * Treats photos of a data set as photos in the wild: finds their faces and predicts the landmarks, ignoring the boxes
 * and landmarks of the data set. Photos with several faces are preferred.
 *
 * @param faces Their photos are searched, in this order.
 * @param predictor Predicts the landmarks in a box.
 * @param options How many photos to search and to return.
 * @returns The photos with the most faces, and what the search found.
 * @throws DataError when a photo cannot be read.
 */
export async function examplePhotos(
  faces: readonly Face[],
  predictor: Predictor,
  { count = 6, search = 60 }: ExampleOptions = {},
): Promise<ExamplePhotos> {
  const files = [...new Set(faces.map(({ photo }) => photo))].slice(0, search);
  const found = await detectAll(files);
  const chosen = [...found].sort((a, b) => b.detected.length - a.detected.length).slice(0, count);
  const photos: ExamplePhoto[] = [];
  for (const { photo, detected } of chosen) {
    const landmarks = await landmarksOf(
      detected.map((face) => ({ photo, face })),
      predictor,
    );
    const faces = detected.map((face, i): PredictedFace => ({ ...face, landmarks: landmarks[i]! }));
    photos.push({ photo: photo.content, name: basename(photo.file), faces });
  }
  return {
    photos,
    searched: found.length,
    several: found.filter(({ detected }) => detected.length > 1).length,
    none: found.filter(({ detected }) => detected.length === 0).length,
  };
}

async function detectAll(
  files: readonly string[],
): Promise<{ readonly photo: Photo; readonly detected: readonly DetectedFace[] }[]> {
  const progress = showProgress('Finding faces', files.length, 'photos');
  const found = [];
  try {
    for (const [i, file] of files.entries()) {
      const photo = await openPhoto(file);
      found.push({ photo, detected: await detectFaces(photo) });
      progress.update(i + 1);
    }
  } finally {
    progress.stop();
  }
  return found;
}
