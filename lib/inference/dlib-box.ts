import type { Box } from '../geometry';

/** dlib's box relative to the SSD detector's, in units of the square root of the latter's area. */
const FROM_DETECTOR = { side: 0.933, right: 0, down: 0.025 };

/**
 * Converts a box of face-api's SSD detector, which reaches from the brows to the chin, to the square that dlib's
 * detector would draw: the networks are trained on crops around dlib's boxes.
 *
 * The constants are medians over 106 training photos of iBUG 300-W, measured by `npx tsx scripts/calibrate.ts 120`.
 * The median horizontal offset, 0.012, is taken as 0 because faces turn to either side equally often.
 *
 * @param detected The detector's box in pixels of the photo.
 * @returns A square in the same pixels.
 */
export function boxFromDetector({ x, y, width, height }: Box): Box {
  const size = Math.sqrt(width * height);
  const side = FROM_DETECTOR.side * size;
  const centerX = x + width / 2 + FROM_DETECTOR.right * size;
  const centerY = y + height / 2 + FROM_DETECTOR.down * size;
  return { x: centerX - side / 2, y: centerY - side / 2, width: side, height: side };
}

/** Side of dlib's box in root-mean-square distances of the 68 landmarks from their centroid. */
const SIDE = 2.77;
/** How far the box's center lies above that centroid, as a fraction of its side. */
const RISE = 0.066;

/**
 * The box that dlib's detector would draw around a face whose landmarks are known.
 *
 * Both constants are medians over the training faces of iBUG 300-W. The data set's own boxes scatter around the result
 * by 9% of the side in size and 5% in position.
 *
 * @param landmarks The 68 landmarks of iBUG 300-W in pixels: x0, y0, x1, y1, ...
 * @returns A square in the same pixels.
 */
export function boxFromLandmarks(landmarks: ArrayLike<number>): Box {
  const count = landmarks.length / 2;
  let [x, y, squares] = [0, 0, 0];
  for (let i = 0; i < landmarks.length; i += 2) {
    x += landmarks[i]! / count;
    y += landmarks[i + 1]! / count;
  }
  for (let i = 0; i < landmarks.length; i += 2) squares += (landmarks[i]! - x) ** 2 + (landmarks[i + 1]! - y) ** 2;
  const side = SIDE * Math.sqrt(squares / count);
  return { x: x - side / 2, y: y - RISE * side - side / 2, width: side, height: side };
}
