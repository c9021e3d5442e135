import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Box, Face, FaceSet } from '../landmarks/face';
import { cachedPictures, keepPictures, pictureKey } from './cache';
import { cutWindow, storedSize, uprightSize, type Size } from './cut';
import type { Samples } from './dataset';
import { pointsInWindow, windowOf, type Window } from './crop';

/** How pictures are made of photos. */
export interface SampleParameters {
  /** Size of the pictures in pixels. */
  readonly width: number;
  readonly height: number;
  /** The part of the photo; the whole one by default. */
  readonly window?: Window;
  /** Told how many photos are done; not called when the pictures come from the cache. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes samples of all faces of a set: their windows as grey pictures of one size, and their points as fractions of
 * them. Photos are decoded in parallel, once: the pictures are kept in `.cache/samples`.
 *
 * @example const samples = await makeSamples(await loadImm(), { width: 80, height: 60 });
 * @throws Error naming the photo that cannot be read or has not the size its annotation says
 */
export async function makeSamples(set: FaceSet, parameters: SampleParameters): Promise<Samples> {
  const { width, height, window = 'photo', onProgress } = parameters;
  const { faces, scheme } = set;
  const windows = faces.map((face) => windowOf(face, window));
  const key = await pictureKey(set, width, height, window);
  let pictures = await cachedPictures(key, faces.length * width * height);
  if (!pictures) {
    pictures = await cutAll(faces, windows, { width, height }, onProgress);
    await keepPictures(key, pictures, {
      title: set.title,
      folder: set.folder,
      width,
      height,
      window,
      of: idsOf(faces),
    });
  }
  const points = new Float32Array(faces.length * scheme.count * 2);
  faces.forEach((face, i) => points.set(pointsInWindow(face.points, windows[i]!), i * scheme.count * 2));
  return { scheme, faces, width, height, pictures, points, windows };
}

/** A picture of one face in a photo from anywhere, for prediction. */
export interface PhotoSample {
  /** Grey values 0..255, shape [height, width]. */
  readonly picture: Uint8Array;
  /** The part of the upright photo that the picture shows; `pointsInPhoto` takes predictions back by it. */
  readonly window: Box;
}

/**
 * Cuts one face out of a photo that belongs to no data set: turned upright by its EXIF orientation, of any format that
 * sharp reads, grey, CMYK or with transparency.
 *
 * @param photo path or content of the file
 * @param box the face's box in pixels of the upright photo; the whole photo if null
 * @throws Error when the photo cannot be read
 */
export async function sampleFromPhoto(
  photo: string | Buffer,
  box: Box | null,
  parameters: Pick<SampleParameters, 'width' | 'height' | 'window'>,
): Promise<PhotoSample> {
  const { width, height, window: cut = 'photo' } = parameters;
  const photoSize = await readable(photo, uprightSize(photo));
  const whole = { x: 0, y: 0, ...photoSize };
  const window = windowOf({ ...photoSize, box: box ?? whole }, box ? cut : 'photo');
  const picture = await readable(photo, cutWindow(photo, window, { width, height }, { upright: true, photoSize }));
  return { picture, window };
}

async function cutAll(
  faces: readonly Face[],
  windows: readonly Box[],
  size: Size,
  onProgress: SampleParameters['onProgress'],
): Promise<Uint8Array> {
  const pictures = new Uint8Array(faces.length * size.width * size.height);
  const limit = pLimit(2 * availableParallelism());
  let done = 0;
  await Promise.all(
    faces.map((face, i) =>
      limit(async () => {
        pictures.set(await cutFace(face, windows[i]!, size), i * size.width * size.height);
        onProgress?.(++done, faces.length);
      }),
    ),
  );
  return pictures;
}

async function cutFace(face: Face, window: Box, size: Size): Promise<Uint8Array> {
  const { width, height } = await readable(face.photo, storedSize(face.photo));
  if (width !== face.width || height !== face.height) {
    const told = `${face.width} x ${face.height}`;
    throw new Error(`${face.photo}: ${width} x ${height} pixels, but its annotation says ${told}.`);
  }
  return readable(face.photo, cutWindow(face.photo, window, size, { photoSize: face }));
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
