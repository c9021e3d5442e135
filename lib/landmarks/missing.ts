import { range } from 'd3-array';

/**
 * Whether a face lacks a landmark: nobody marked it, so its coordinates are NaN. Missing landmarks count in no loss and
 * in no metric, and are not drawn.
 *
 * @param landmarks Coordinates x0, y0, x1, y1, ..., of one face or of many after one another.
 * @param index Number of the landmark in that list.
 */
export const isMissing = (landmarks: ArrayLike<number>, index: number): boolean => Number.isNaN(landmarks[2 * index]);

/**
 * Which landmarks are there.
 *
 * @param landmarks Coordinates x0, y0, x1, y1, ... of one face or of many.
 * @returns Their numbers in that list, in ascending order.
 * @example presentLandmarks([0.5, 0.5, NaN, NaN, 0.1, 0.2]) // [0, 2]
 */
export const presentLandmarks = (landmarks: ArrayLike<number>): number[] =>
  range(landmarks.length / 2).filter((index) => !isMissing(landmarks, index));

/** Number of landmarks that are there, in a list of coordinates x0, y0, x1, y1, ... of one face or of many. */
export function presentCount(landmarks: ArrayLike<number>): number {
  let count = 0;
  for (let index = 0; index < landmarks.length / 2; index++) if (!isMissing(landmarks, index)) count++;
  return count;
}
