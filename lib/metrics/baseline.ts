import { checkLengths } from './mse';

/** The middle of an image, in fractions of its width and height. */
const CENTER = 0.5;

/**
 * The mean-shape baseline: predicts the mean of the training landmarks for every face, without looking at the image.
 * A network that does not beat it has learned nothing. A landmark that is missing in all training faces is predicted in
 * the center of the image.
 *
 * @param training Fractions of the images' width and height of the training faces, shape [N, size]; NaN for missing
 *   landmarks.
 * @param count Number of faces to predict.
 * @param size Coordinates per face, 2K.
 * @returns Shape [count, size].
 * @throws RangeError when there are no training faces, or their coordinates do not fill whole faces.
 */
export function meanShapePredictions(training: ArrayLike<number>, count: number, size: number): Float32Array {
  checkLengths(training, training, size);
  const known = new Float64Array(size);
  for (let i = 0; i < training.length; i++) if (!Number.isNaN(training[i]!)) known[i % size]!++;
  const mean = Float64Array.from(known, (faces) => (faces === 0 ? CENTER : 0));
  for (let i = 0; i < training.length; i++) {
    if (!Number.isNaN(training[i]!)) mean[i % size]! += training[i]! / known[i % size]!;
  }
  return Float32Array.from({ length: count * size }, (_, i) => mean[i % size]!);
}
