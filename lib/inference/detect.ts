import type { Box, Size } from '../geometry';
import { faceDetector, rgbTensor } from './face-api';
import { pixelsOf } from './photo';
import type { Photo } from './photo';

/** A face that was found in a photo. */
export interface DetectedFace {
  /** As dlib's detector would put it, in pixels of the upright photo; it may reach beyond the photo. */
  readonly box: Box;
  /** The detector's, 0..1; null where a person has given the box. */
  readonly confidence: number | null;
}

/** The detector looks at photos at this size. */
const SIDE = 512;

/**
 * Finds the faces in a photo with face-api's SSD detector, from the left to the right.
 *
 * @param minConfidence Least confidence of the detector, 0..1.
 */
export async function detectFaces(photo: Photo, minConfidence = 0.4): Promise<DetectedFace[]> {
  const found = await ssdBoxes(photo, minConfidence);
  return found.map(({ box, confidence }) => ({ box: dlibBox(box), confidence })).sort((a, b) => a.box.x - b.box.x);
}

/** The same with the detector's own boxes, which it cuts off at the photo's edges. */
export async function ssdBoxes(photo: Photo, minConfidence: number): Promise<DetectedFace[]> {
  const detector = await faceDetector();
  const { rgb, width, height } = await pixelsOf(photo, SIDE);
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

/**
 * From the SSD detector's box, which runs from the brows to the chin, to dlib's square.
 *
 * The numbers are medians over 106 training photos of iBUG 300-W (to the right: 0.012, taken as 0, since faces are as
 * often turned to the one side as to the other); `npx tsx scripts/calibrate.ts 120` measures them.
 */
export function dlibBox({ x, y, width, height }: Box): Box {
  const size = Math.sqrt(width * height);
  const side = DLIB.side * size;
  const centerX = x + width / 2 + DLIB.right * size;
  const centerY = y + height / 2 + DLIB.down * size;
  return { x: centerX - side / 2, y: centerY - side / 2, width: side, height: side };
}

/** dlib's box in units of the root of the detected box's area: its side, and how far its center lies off. */
const DLIB = { side: 0.933, right: 0, down: 0.025 };

const scaled = (box: Box, from: Size, to: Size): Box => {
  const [h, v] = [to.width / from.width, to.height / from.height];
  return { x: box.x * h, y: box.y * v, width: box.width * h, height: box.height * v };
};
