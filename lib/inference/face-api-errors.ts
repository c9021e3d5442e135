import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import type { Box } from '../geometry';
import type { Face } from '../landmarks/face';
import { liveProgress } from '../figures/live-progress';
import { cachePath } from '../paths';
import { faceApiFaces, faceApiLandmarks, rgbTensor } from './face-api';
import { nmeOfFace } from './face-nme';
import { iou } from '../geometry';
import { openPhoto, pixelsOf } from './photo';
import type { Pixels } from './photo';

/** How far off face-api's 68-landmark network is on one face: NME in percent. */
export interface FaceApiError {
  /** In the box that the data set gives. */
  readonly inBox: number;
  /** With its own detector; null where that finds no face there. */
  readonly detected: number | null;
}

/** Least intersection over union of the given box and the detector's, for both to mean the same face. */
const SAME_FACE = 0.3;

/** Raise this when what is measured changes, or old figures would be taken for new ones. */
const VERSION = 1;

/**
 * Measures the 68-landmark network of @vladmandic/face-api on faces, called as its users do: cut off at the photo's edge,
 * in color, in the detector's box or in a given one. A quarter of a second a face; kept in `.cache/face-api`.
 *
 * @param faces With the 68 landmarks of iBUG 300-W.
 */
export async function faceApiErrors(faces: readonly Face[]): Promise<FaceApiError[]> {
  const file = cachePath('face-api', 'errors.json');
  const known = await readKnown(file);
  const keys = await Promise.all(faces.map(keyOf));
  const missing = faces.map((face, i) => ({ face, key: keys[i]! })).filter(({ key }) => !(key in known));
  if (missing.length > 0) {
    const progress = liveProgress('Measuring face-api', missing.length, 'photos');
    for (const [i, { face, key }] of missing.entries()) {
      known[key] = await faceApiError(face);
      progress.update(i + 1);
    }
    progress.stop();
    await mkdir(cachePath('face-api'), { recursive: true });
    await writeFile(`${file}.part`, JSON.stringify(known));
    await rename(`${file}.part`, file);
  }
  return keys.map((key) => known[key]!);
}

/** The same of one face, measured anew. */
export async function faceApiError(face: Face): Promise<FaceApiError> {
  const pixels = await pixelsOf(await openPhoto(face.photo));
  const detected = await detectedLandmarks(pixels, face.box);
  return {
    inBox: nmeOfFace(await landmarksInBox(pixels, face.box), face),
    detected: detected && nmeOfFace(detected, face),
  };
}

/** The network's landmarks in a box, in pixels of the photo. */
async function landmarksInBox(pixels: Pixels, box: Box): Promise<number[]> {
  const network = await faceApiLandmarks();
  const part = inside(box, pixels);
  const image = rgbTensor(cut(pixels, part), part.width, part.height);
  try {
    const found = await network.detectLandmarks(image);
    const { positions } = Array.isArray(found) ? found[0]! : found;
    return continuous(positions, part);
  } finally {
    image.dispose();
  }
}

/** Its landmarks of the face that its detector finds in about that box, if it does. */
async function detectedLandmarks(pixels: Pixels, box: Box): Promise<number[] | null> {
  const image = rgbTensor(pixels.rgb, pixels.width, pixels.height);
  try {
    const faces = (await faceApiFaces(image)).map(({ detection, landmarks }) => ({
      positions: landmarks.positions,
      same: iou(detection.box, box),
    }));
    const [best] = faces.sort((a, b) => b.same - a.same);
    return best && best.same >= SAME_FACE ? continuous(best.positions, { x: 0, y: 0 }) : null;
  } finally {
    image.dispose();
  }
}

/** face-api shrinks images with their corner pixels in place, so its landmarks are indices of pixels: half a pixel more. */
const continuous = (positions: readonly { x: number; y: number }[], { x, y }: Pick<Box, 'x' | 'y'>): number[] =>
  positions.flatMap((at) => [at.x + x + 0.5, at.y + y + 0.5]);

/** The part of a box that lies in the photo, in whole pixels: face-api's own detections are cut so. */
function inside(box: Box, { width, height }: Pick<Pixels, 'width' | 'height'>): Box {
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
    return {};
  }
}
