import type { Face } from '../landmarks/face';
import { ibug68 } from '../landmarks/ibug68';
import { normalizedMeanErrors } from '../metrics/nme';

/** NME of predicted landmarks of one face in percent. @param predicted Shape [68, 2], in pixels of the photo. */
export const nmeOfFace = (predicted: ArrayLike<number>, { landmarks }: Pick<Face, 'landmarks'>): number =>
  100 * normalizedMeanErrors(predicted, landmarks, ibug68)[0]!;
