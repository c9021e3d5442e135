import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Box, Face, FaceSet } from '../landmarks/face';
import { cachedImages, keepImages, imageKey } from './cache';
import { cropAndResize, storedSize, uprightSize, type Size } from './cut';
import type { Dataset } from './dataset';
import { landmarksInCrop, cropOf, type CropSpec } from './crop';

/** How images are made of photos. */
export interface DatasetOptions {
  /** Size of the images in pixels. */
  readonly width: number;
  readonly height: number;
  /** The part of the photo; the whole one by default. */
  readonly crop?: CropSpec;
  /** Told how many photos are done; not called when the images come from the cache. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes samples of all faces of a set: their crops as gray images of one size, and their landmarks as fractions of
 * them. Photos are decoded in parallel, once: the images are kept in `.cache/samples`.
 *
 * @example const samples = await makeDataset(await loadImm(), { width: 80, height: 60 });
 * @throws Error naming the photo that cannot be read or has not the size its annotation says
 */
export async function makeDataset(set: FaceSet, parameters: DatasetOptions): Promise<Dataset> {
  const { width, height, crop = 'photo', onProgress } = parameters;
  const { faces, landmarkSet } = set;
  const crops = faces.map((face) => cropOf(face, crop));
  const key = await imageKey(set, width, height, crop);
  let images = await cachedImages(key, faces.length * width * height);
  if (!images) {
    images = await cropAll(faces, crops, { width, height }, onProgress);
    await keepImages(key, images, {
      title: set.title,
      folder: set.folder,
      width,
      height,
      crop,
      of: idsOf(faces),
    });
  }
  const landmarks = new Float32Array(faces.length * landmarkSet.count * 2);
  faces.forEach((face, i) => landmarks.set(landmarksInCrop(face.landmarks, crops[i]!), i * landmarkSet.count * 2));
  return { landmarkSet, faces, width, height, images, landmarks, crops };
}

/** An image of one face in a photo from anywhere, for prediction. */
export interface PhotoCrop {
  /** Gray values 0..255, shape [height, width]. */
  readonly image: Uint8Array;
  /** The part of the upright photo that the image shows; `landmarksInPhoto` takes predictions back by it. */
  readonly crop: Box;
}

/**
 * Cuts one face out of a photo that belongs to no data set: turned upright by its EXIF orientation, of any format that
 * sharp reads, gray, CMYK or with transparency.
 *
 * @param photo path or content of the file
 * @param box the face's box in pixels of the upright photo; the whole photo if null
 * @throws Error when the photo cannot be read
 */
export async function cropPhoto(
  photo: string | Buffer,
  box: Box | null,
  parameters: Pick<DatasetOptions, 'width' | 'height' | 'crop'>,
): Promise<PhotoCrop> {
  const { width, height, crop: cut = 'photo' } = parameters;
  const photoSize = await readable(photo, uprightSize(photo));
  const whole = { x: 0, y: 0, ...photoSize };
  const crop = cropOf({ ...photoSize, box: box ?? whole }, box ? cut : 'photo');
  const image = await readable(photo, cropAndResize(photo, crop, { width, height }, { upright: true, photoSize }));
  return { image, crop };
}

async function cropAll(
  faces: readonly Face[],
  crops: readonly Box[],
  size: Size,
  onProgress: DatasetOptions['onProgress'],
): Promise<Uint8Array> {
  const images = new Uint8Array(faces.length * size.width * size.height);
  const limit = pLimit(2 * availableParallelism());
  let done = 0;
  await Promise.all(
    faces.map((face, i) =>
      limit(async () => {
        images.set(await cropFace(face, crops[i]!, size), i * size.width * size.height);
        onProgress?.(++done, faces.length);
      }),
    ),
  );
  return images;
}

async function cropFace(face: Face, crop: Box, size: Size): Promise<Uint8Array> {
  const { width, height } = await readable(face.photo, storedSize(face.photo));
  if (width !== face.width || height !== face.height) {
    const told = `${face.width} x ${face.height}`;
    throw new Error(`${face.photo}: ${width} x ${height} pixels, but its annotation says ${told}.`);
  }
  return readable(face.photo, cropAndResize(face.photo, crop, size, { photoSize: face }));
}

async function readable<T>(photo: string | Buffer, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const name = typeof photo === 'string' ? photo : 'The photo';
    throw new Error(`${name}: not readable as a photo (${(error as Error).message})`, { cause: error });
  }
}

const idsOf = (faces: readonly Face[]): string[] => faces.map((face) => face.id);
