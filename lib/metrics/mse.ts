/**
 * Mean squared error over all coordinates of all faces.
 *
 * @param predictions Coordinates, shape [N, 2K].
 * @param truth Coordinates in the same unit, same shape.
 * @throws RangeError when the lengths differ or there is nothing.
 */
export function meanSquaredError(predictions: ArrayLike<number>, truth: ArrayLike<number>): number {
  checkLengths(predictions, truth);
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum += (predictions[i]! - truth[i]!) ** 2;
  return sum / truth.length;
}

/** Mean squared error of each face. @param size Coordinates of a face, 2K. @returns Shape [N]. */
export function squaredErrorByFace(
  predictions: ArrayLike<number>,
  truth: ArrayLike<number>,
  size: number,
): Float64Array {
  checkLengths(predictions, truth, size);
  const errors = new Float64Array(truth.length / size);
  for (let i = 0; i < truth.length; i++) errors[Math.floor(i / size)]! += (predictions[i]! - truth[i]!) ** 2 / size;
  return errors;
}

/** @throws RangeError when two lists of coordinates cannot be compared. */
export function checkLengths(predictions: ArrayLike<number>, truth: ArrayLike<number>, size = 1): void {
  if (truth.length === 0) throw new RangeError('There is nothing to measure: no faces.');
  if (predictions.length !== truth.length) {
    throw new RangeError(
      `${predictions.length} predicted coordinates cannot be compared with ${truth.length} true ones.`,
    );
  }
  if (truth.length % size !== 0)
    throw new RangeError(`${truth.length} coordinates are not whole faces of ${size} each.`);
}
