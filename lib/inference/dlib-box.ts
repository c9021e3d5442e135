import type { Box } from '../geometry';
import { dlibBoxes, ibug68 } from '../landmarks/ibug68';
import type { ParameterValues } from '../parameters/schema';

/** dlib's box relative to the SSD detector's, in units of the square root of the latter's area. */
const FROM_DETECTOR = { side: 0.933, right: 0, down: 0.025 };

/**
 * Converts a box of face-api's SSD detector, which reaches from the brows to the chin, to the square that dlib's
 * detector would draw: the networks are trained on crops around dlib's boxes.
 *
 * The constants are medians over 106 training photos of iBUG 300-W, measured by `scripts/calibrate.ts` with 120. The
 * median horizontal offset, 0.012, is taken as 0 because faces turn to either side equally often.
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

/**
 * How a network for the faces of iBUG 300-W is used: in the boxes that dlib's detector would draw.
 *
 * @param parameters How it was trained: the crop's side as a multiple of the box, and whether predictions are averaged
 *   over the image and its mirror image.
 */
export const inDlibBoxes = ({
  cropScale = 1,
  testTimeAugmentation = false,
}: Partial<Pick<ParameterValues, 'cropScale' | 'testTimeAugmentation'>>) => ({
  landmarkSet: ibug68,
  crop: { scale: cropScale },
  box: dlibBoxes,
  testTimeAugmentation,
});
