import { basename } from 'node:path';
import type { Face } from '../landmarks/face';
import type { PredictedPhoto } from '../figures/photo-predictions';
import { liveProgress } from '../figures/live-progress';
import { detectFaces } from './detect';
import { openPhoto } from './photo';
import type { Predictor } from '../recipes/predictor';

/** Whole photos with what was found in them. */
export interface ExamplePhotos {
  /** Those with the most faces first. */
  readonly photos: readonly PredictedPhoto[];
  /** Photos that were searched, and those of them with several faces and with none. */
  readonly searched: number;
  readonly several: number;
  readonly none: number;
}

/**
 * Treats photos of a data set as photos from anywhere: finds the faces in them and the landmarks of each, without the
 * boxes and landmarks that the data set knows.
 *
 * @param count Photos to give back.
 * @param search Photos to search, a quarter of a second each: the rarer ones, with several faces, come first.
 */
export async function examplePhotos(
  faces: readonly Face[],
  predictor: Predictor,
  { count = 6, search = 60 } = {},
): Promise<ExamplePhotos> {
  const files = [...new Set(faces.map(({ photo }) => photo))].slice(0, search);
  const progress = liveProgress('Finding faces', files.length, 'photos');
  const found = [];
  for (const [i, file] of files.entries()) {
    const photo = await openPhoto(file);
    found.push({ photo, detected: await detectFaces(photo) });
    progress.update(i + 1);
  }
  progress.stop();
  const chosen = [...found].sort((a, b) => b.detected.length - a.detected.length).slice(0, count);
  const photos: PredictedPhoto[] = [];
  for (const { photo, detected } of chosen) {
    const marked = [];
    for (const { box } of detected) marked.push({ box, landmarks: await predictor.landmarks(photo, box) });
    photos.push({ photo: photo.content, name: basename(photo.file), faces: marked });
  }
  return {
    photos,
    searched: found.length,
    several: found.filter(({ detected }) => detected.length > 1).length,
    none: found.filter(({ detected }) => detected.length === 0).length,
  };
}
