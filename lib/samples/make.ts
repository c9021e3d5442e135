import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { DataError } from '../errors';
import type { Box, Size } from '../geometry';
import type { Face, FaceSet } from '../landmarks/face';
import { photoSizes, readingPhoto } from '../photos';
import { cachedImages, imageKey, makeImages, remedyFor } from './cache';
import { cropAndResize, cropOf, landmarksInCrop } from './crop';
import type { CropSpec } from './crop';
import type { Dataset } from './dataset';

/** How images are made from photos. */
export interface DatasetOptions {
  /** Size of the images in pixels. */
  readonly width: number;
  readonly height: number;
  /** The part of the photo to take; the whole photo by default. */
  readonly crop?: CropSpec;
  /** Called after every photo with how many are done; not called when the images come from the cache. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes the samples of all faces of a set: their crops as gray images of one size, and their landmarks as fractions of
 * the crops. Photos are decoded in parallel, and only once: the images are cached in `.cache/samples`.
 *
 * @param set N faces.
 * @param options Size and crop of the images.
 * @returns Images and landmarks, in the order of the set's faces.
 * @throws DataError naming a photo that is missing, damaged, or not of the size its annotation states.
 * @example const dataset = await makeDataset(await loadImm(), { width: 80, height: 60 });
 */
export async function makeDataset(set: FaceSet, options: DatasetOptions): Promise<Dataset> {
  const { width, height, crop = 'photo', onProgress } = options;
  const { title, folder, faces, landmarkSet } = set;
  const crops = faces.map((face) => cropOf(face, crop));
  const key = await imageKey(set, width, height, crop);
  const pixels = width * height;
  const images =
    (await cachedImages(key, pixels)) ??
    (await makeImages(key, {
      count: faces.length,
      pixels,
      make: (store) => cropAll(set, crops, { width, height }, { store, onProgress }),
      description: { title, folder, width, height, crop, of: faces.map((face) => face.id) },
    }));
  const landmarks = new Float32Array(faces.length * landmarkSet.count * 2);
  faces.forEach((face, i) => landmarks.set(landmarksInCrop(face.landmarks, crops[i]!), i * landmarkSet.count * 2));
  return { landmarkSet, faces, width, height, images, landmarks, crops, crop };
}

async function cropAll(
  set: FaceSet,
  crops: readonly Box[],
  size: Size,
  { store, onProgress }: Pick<DatasetOptions, 'onProgress'> & { store: (place: number, image: Uint8Array) => void },
): Promise<void> {
  const { faces } = set;
  const remedy = remedyFor(set);
  const limit = pLimit(2 * availableParallelism());
  let done = 0;
  await Promise.all(
    faces.map((face, i) =>
      limit(async () => {
        store(i, await cropFace(face, crops[i]!, size, remedy));
        onProgress?.(++done, faces.length);
      }),
    ),
  );
}

async function cropFace(face: Face, crop: Box, size: Size, remedy: string): Promise<Uint8Array> {
  const { photo } = face;
  const {
    stored: { width, height },
  } = await photoSizes(photo, remedy);
  if (width !== face.width || height !== face.height) {
    const annotated = `${face.width} x ${face.height}`;
    throw new DataError(`${photo}: ${width} x ${height} pixels, but its annotation states ${annotated}. ${remedy}`);
  }
  return readingPhoto(photo, cropAndResize(photo, crop, size, { photoSize: face }), remedy);
}
