import { rgbTensor, tinyFaceDetector } from './face-api';
import type { Detection, Look } from './face-search';
import type { Photo } from './photo';
import { partsOf } from './photo-parts';

/** Longest side, in pixels, that photos are scaled down to before the search. */
const LONGEST = 1600;

/** Detections below this confidence are of no use. */
const LEAST_CONFIDENCE = 0.05;

/**
 * Runs face-api's tiny face detector on parts of a photo, for `findFaces`.
 *
 * @param photo From `openPhoto`.
 * @returns Looks at a part, given in pixels of the upright photo; what lies beyond its edges is black.
 * @throws DataError when the file is damaged.
 * @example const faces = await findFaces(photo.size, await lookInto(photo));
 */
export async function lookInto(photo: Photo): Promise<Look> {
  const detector = await tinyFaceDetector();
  const cut = await partsOf(photo, LONGEST);
  return async (part, size) => {
    const image = rgbTensor(await cut(part, size), size, size);
    try {
      const found = await detector.locateFaces(image, { inputSize: size, scoreThreshold: LEAST_CONFIDENCE });
      return found.map(({ score, relativeBox: { x, y, width, height } }): Detection => {
        return { confidence: score, box: { x, y, width, height } };
      });
    } finally {
      image.dispose();
    }
  };
}
