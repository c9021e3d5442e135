import type { Face } from '../landmarks/face';
import { ibug68 } from '../landmarks/ibug68';
import { normalisedMeanErrors } from '../metrics/nme';

/** NME of predicted points of one face in percent. @param predicted Shape [68, 2], in pixels of the photo. */
export const faceNme = (predicted: ArrayLike<number>, { points }: Pick<Face, 'points'>): number =>
  100 * normalisedMeanErrors(predicted, points, ibug68)[0]!;
