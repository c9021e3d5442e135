/**
 * Mean squared error over all coordinates of all faces, without those of missing landmarks.
 *
 * @param predictions Coordinates, shape [N, 2K].
 * @param truth Ground truth in the same unit and shape; NaN for missing landmarks.
 * @returns In the square of the coordinates' unit; NaN when all landmarks are missing.
 * @throws RangeError when the shapes differ or there are no faces.
 * @example meanSquaredError(predictions, validation.landmarks)
 */
export function meanSquaredError(predictions: ArrayLike<number>, truth: ArrayLike<number>): number {
  checkLengths(predictions, truth);
  let sum = 0;
  let known = 0;
  for (let i = 0; i < truth.length; i++) {
    if (Number.isNaN(truth[i]!)) continue;
    sum += (predictions[i]! - truth[i]!) ** 2;
    known++;
  }
  return sum / known;
}

/**
 * Checks that predictions and ground truth can be compared.
 *
 * @param size Coordinates per face.
 * @throws RangeError when the shapes differ, there are no faces, or the coordinates do not fill whole faces.
 */
export function checkLengths(predictions: ArrayLike<number>, truth: ArrayLike<number>, size = 1): void {
  if (truth.length === 0) throw new RangeError('Cannot compute an error: there are no faces.');
  if (predictions.length !== truth.length) {
    throw new RangeError(`Got ${predictions.length} predicted coordinates for ${truth.length} true ones.`);
  }
  if (truth.length % size !== 0) {
    throw new RangeError(`${truth.length} coordinates do not fill whole faces of ${size} coordinates each.`);
  }
}
