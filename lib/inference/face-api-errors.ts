import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { writeWhole } from '../files';
import { iou } from '../geometry';
import type { Box } from '../geometry';
import type { Face } from '../landmarks/face';
import { ibug68 } from '../landmarks/ibug68';
import { nmeOfFace } from '../metrics/nme';
import { cachePath } from '../paths';
import { showProgress } from '../progress';
import { faceApiFaces, faceApiLandmarks, rgbTensor } from './face-api';
import { openPhoto, pixelsOf } from './photo';
import type { Pixels } from './photo';

/** Errors of face-api's 68-landmark network on one face: NME in percent. */
export interface FaceApiError {
  /** In the data set's box. */
  readonly inBox: number;
  /** In the box of face-api's own detector; null if it does not find the face. */
  readonly detected: number | null;
}

/** Two boxes with at least this intersection over union are taken to be of the same face. */
const MIN_IOU = 0.3;

/** Part of the cache key: raise it when the measurement changes, so that old errors are not used again. */
const VERSION = 1;

/**
 * Measures the 68-landmark network of @vladmandic/face-api as its users call it: on color images, cut off at the
 * photo's edges, in the data set's box and in the one of its own detector. Takes a quarter of a second a face; the
 * errors are cached in `.cache/face-api`.
 *
 * @param faces With the 68 landmarks of iBUG 300-W.
 * @returns One error a face, in the same order.
 * @throws DataError when a photo cannot be read.
 */
export async function faceApiErrors(faces: readonly Face[]): Promise<FaceApiError[]> {
  const file = cachePath('face-api', 'errors.json');
  const known = await readKnown(file);
  const keys = await Promise.all(faces.map(keyOf));
  const missing = faces.map((face, i) => ({ face, key: keys[i]! })).filter(({ key }) => !(key in known));
  if (missing.length > 0) {
    const progress = showProgress('Measuring face-api', missing.length, 'photos');
    try {
      for (const [i, { face, key }] of missing.entries()) {
        known[key] = await faceApiError(face);
        progress.update(i + 1);
      }
    } finally {
      progress.stop();
    }
    writeWhole(file, JSON.stringify(known));
  }
  return keys.map((key) => known[key]!);
}

/**
 * Measures face-api's network on one face, without the cache.
 *
 * @param face With the 68 landmarks of iBUG 300-W.
 * @returns Its errors.
 * @throws DataError when the photo cannot be read.
 */
export async function faceApiError(face: Face): Promise<FaceApiError> {
  const pixels = await pixelsOf(await openPhoto(face.photo));
  const detected = await detectedLandmarks(pixels, face.box);
  return {
    inBox: nmeOfFace(await landmarksInBox(pixels, face.box), face.landmarks, ibug68),
    detected: detected && nmeOfFace(detected, face.landmarks, ibug68),
  };
}

/** The network's landmarks in a box, in pixels of the photo. */
async function landmarksInBox(pixels: Pixels, box: Box): Promise<number[]> {
  const network = await faceApiLandmarks();
  const part = insidePhoto(box, pixels);
  const image = rgbTensor(cut(pixels, part), part.width, part.height);
  try {
    const found = await network.detectLandmarks(image);
    const { positions } = Array.isArray(found) ? found[0]! : found;
    return toContinuous(positions, part);
  } finally {
    image.dispose();
  }
}

/** The network's landmarks in the detected box that overlaps the given one most; null without such a box. */
async function detectedLandmarks(pixels: Pixels, box: Box): Promise<number[] | null> {
  const image = rgbTensor(pixels.rgb, pixels.width, pixels.height);
  try {
    const faces = (await faceApiFaces(image)).map(({ detection, landmarks }) => ({
      positions: landmarks.positions,
      overlap: iou(detection.box, box),
    }));
    const [best] = faces.sort((a, b) => b.overlap - a.overlap);
    return best && best.overlap >= MIN_IOU ? toContinuous(best.positions, { x: 0, y: 0 }) : null;
  } finally {
    image.dispose();
  }
}

/** Converts pixel indices, which face-api gives because it resizes with corner pixels aligned, to continuous coordinates. */
export const toContinuous = (
  positions: readonly { x: number; y: number }[],
  { x, y }: Pick<Box, 'x' | 'y'>,
): number[] => positions.flatMap((at) => [at.x + x + 0.5, at.y + y + 0.5]);

/** The part of a box inside the photo, in whole pixels, as face-api cuts its own detections. */
function insidePhoto(box: Box, { width, height }: Pick<Pixels, 'width' | 'height'>): Box {
  const [x, y] = [Math.floor(Math.max(0, box.x)), Math.floor(Math.max(0, box.y))];
  const [right, bottom] = [Math.min(width, box.x + box.width), Math.min(height, box.y + box.height)];
  return { x, y, width: Math.max(1, Math.floor(right - x)), height: Math.max(1, Math.floor(bottom - y)) };
}

function cut({ rgb, width }: Pixels, part: Box): Uint8Array {
  const rows = new Uint8Array(part.width * part.height * 3);
  for (let y = 0; y < part.height; y++) {
    const from = 3 * ((part.y + y) * width + part.x);
    rows.set(rgb.subarray(from, from + 3 * part.width), 3 * y * part.width);
  }
  return rows;
}

async function keyOf({ id, photo, box, landmarks }: Face): Promise<string> {
  const { size, mtimeMs } = await stat(photo);
  const facts = JSON.stringify([VERSION, id, size, mtimeMs, box, [...landmarks]]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 16);
}

async function readKnown(file: string): Promise<Record<string, FaceApiError>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, FaceApiError>;
  } catch {
    // Missing or damaged: the errors are measured again.
    return {};
  }
}
