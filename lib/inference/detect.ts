import type { Box, Size } from '../geometry';
import { boxFromDetector } from './dlib-box';
import type { FoundFace, Look, Turn } from './face-search';
import { lookFurther } from './further-looks';
import { DETECTOR_SIDE, fusedDetector } from './fused/detector';
import type { Photo } from './photo';
import { partsOf } from './photo-parts';
import type { CutPart } from './photo-parts';
import { PART_SIDE } from './small-faces';

/** A face found in a photo. */
export interface DetectedFace {
  /** In pixels of the upright photo; may extend beyond its edges. */
  readonly box: Box;
  /** The detector's confidence, 0..1; null if a person gave the box. */
  readonly confidence: number | null;
  /** How it lies in the upright photo; upright by default. */
  readonly turn?: Turn;
}

/**
 * Finds the faces in a photo with face-api's SSD detector. Where one look at the whole photo is not enough, it looks again,
 * see `lookFurther`.
 *
 * @param photo From `openPhoto`.
 * @param minConfidence Detections below this confidence, 0..1, are dropped.
 * @returns The faces from left to right, each in the box that dlib's detector would draw.
 */
export async function detectFaces(photo: Photo, minConfidence = 0.4): Promise<DetectedFace[]> {
  const first = (await detectorBoxes(photo, minConfidence)).map(({ box, confidence }): FoundFace => {
    return { ...box, x: box.x + box.width / 2, y: box.y + box.height / 2, turn: 0, confidence };
  });
  const found = await lookFurther(photo.size, first, lookInto(photo));
  return found
    .filter(({ confidence }) => confidence >= minConfidence)
    .map((face) => ({ box: dlibBox(face), confidence: face.confidence, ...(face.turn !== 0 && { turn: face.turn }) }))
    .sort((a, b) => a.box.x - b.box.x);
}

/**
 * Finds the faces in a photo by one look at it, in the detector's own boxes, which end at the photo's edges.
 *
 * @param photo From `openPhoto`.
 * @param minConfidence Detections below this confidence, 0..1, are dropped.
 * @returns The faces in the detector's order.
 */
export async function detectorBoxes(
  photo: Photo,
  minConfidence: number,
): Promise<{ readonly box: Box; readonly confidence: number }[]> {
  const detector = await fusedDetector();
  const found = detector(await photo.pixels(DETECTOR_SIDE), minConfidence);
  return found.map(({ box, confidence }) => ({ confidence, box: scaled(box, photo.size) }));
}

/** Looks at parts of a photo, which is decoded when the first one is asked for. */
function lookInto(photo: Photo): Look {
  let cut: Promise<CutPart> | undefined;
  return async (part, size) => {
    cut ??= partsOf(photo, Math.ceil(DETECTOR_SIDE / PART_SIDE));
    const detector = await fusedDetector();
    return detector({ rgb: await (await cut)(part, size), width: size, height: size }, 0.1);
  };
}

const scaled = (box: Box, { width: h, height: v }: Size): Box => {
  return { x: box.x * h, y: box.y * v, width: box.width * h, height: box.height * v };
};

/** The square of dlib's detector for a face, which is below its center, wherever below is. */
function dlibBox({ x, y, width, height, turn }: FoundFace): Box {
  const box = boxFromDetector({ x: -width / 2, y: -height / 2, width, height });
  const [right, down] = [box.x + box.width / 2, box.y + box.height / 2];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [centerX, centerY] = [x + cos * right - sin * down, y + sin * right + cos * down];
  return { ...box, x: centerX - box.width / 2, y: centerY - box.height / 2 };
}
