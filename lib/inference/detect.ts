import type { Box, Size } from '../geometry';
import { boxFromDetector } from './dlib-box';
import { faceDetector, rgbTensor } from './face-api';
import { pixelsOf } from './photo';
import type { Photo } from './photo';

/** A face found in a photo. */
export interface DetectedFace {
  /** In pixels of the upright photo; may extend beyond its edges. */
  readonly box: Box;
  /** The detector's confidence, 0..1; null if a person gave the box. */
  readonly confidence: number | null;
}

/** Side of the square, in pixels, that photos are scaled down to before detection. */
const DETECTOR_SIDE = 512;

/**
 * Finds the faces in a photo with face-api's SSD detector.
 *
 * @param photo From `openPhoto`.
 * @param minConfidence Detections below this confidence, 0..1, are dropped.
 * @returns The faces from left to right, each in the box that dlib's detector would draw.
 */
export async function detectFaces(photo: Photo, minConfidence = 0.4): Promise<DetectedFace[]> {
  const found = await detectorBoxes(photo, minConfidence);
  return found
    .map(({ box, confidence }) => ({ box: boxFromDetector(box), confidence }))
    .sort((a, b) => a.box.x - b.box.x);
}

/**
 * Finds the faces in a photo, in the detector's own boxes, which end at the photo's edges.
 *
 * @param photo From `openPhoto`.
 * @param minConfidence Detections below this confidence, 0..1, are dropped.
 * @returns The faces in the detector's order.
 */
export async function detectorBoxes(photo: Photo, minConfidence: number): Promise<DetectedFace[]> {
  const detector = await faceDetector();
  const { rgb, width, height } = await pixelsOf(photo, DETECTOR_SIDE);
  const image = rgbTensor(rgb, width, height);
  try {
    const found = await detector.locateFaces(image, { minConfidence, maxResults: 100 });
    return found.map(({ score, box }) => ({
      confidence: score,
      box: scaled(box, { width, height }, photo.size),
    }));
  } finally {
    image.dispose();
  }
}

const scaled = (box: Box, from: Size, to: Size): Box => {
  const [h, v] = [to.width / from.width, to.height / from.height];
  return { x: box.x * h, y: box.y * v, width: box.width * h, height: box.height * v };
};
