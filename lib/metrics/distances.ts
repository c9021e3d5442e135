import { checkLengths } from './mse';

/**
 * Euclidean distance of each predicted landmark from the true one.
 *
 * @param predictions Coordinates x0, y0, x1, y1, ..., of any number of faces.
 * @param truth Coordinates in the same unit, same shape.
 * @param unit Factors for x and y, e.g. `[640, 480]` to turn fractions into pixels of a 640x480 photo.
 * @returns Shape [N, K].
 */
export function distances(
  predictions: ArrayLike<number>,
  truth: ArrayLike<number>,
  [width, height]: readonly [number, number] = [1, 1],
): Float64Array {
  checkLengths(predictions, truth, 2);
  return Float64Array.from({ length: truth.length / 2 }, (_, i) =>
    Math.hypot((predictions[2 * i]! - truth[2 * i]!) * width, (predictions[2 * i + 1]! - truth[2 * i + 1]!) * height),
  );
}

/** Mean distance in pixels of a 640x480 photo, from coordinates in fractions: how far off predictions are to the eye. */
export function pixelError(predictions: ArrayLike<number>, truth: ArrayLike<number>): number {
  return mean(distances(predictions, truth, [640, 480]));
}

/** Mean of each face's distances. @param count Landmarks of a face, K. @returns Shape [N]. */
export function meanByFace(distances: ArrayLike<number>, count: number): Float64Array {
  return Float64Array.from({ length: distances.length / count }, (_, face) => {
    let sum = 0;
    for (let landmark = 0; landmark < count; landmark++) sum += distances[face * count + landmark]!;
    return sum / count;
  });
}

/** Mean of each landmark's distances over all faces. @param count Landmarks of a face, K. @returns Shape [K]. */
export function meanByLandmark(distances: ArrayLike<number>, count: number): Float64Array {
  const faces = distances.length / count;
  return Float64Array.from({ length: count }, (_, landmark) => {
    let sum = 0;
    for (let face = 0; face < faces; face++) sum += distances[face * count + landmark]!;
    return sum / faces;
  });
}

/** @throws RangeError when there is nothing. */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('There is no mean of nothing.');
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
