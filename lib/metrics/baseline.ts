import { checkLengths } from './mse';

/**
 * The mean-shape baseline: predicts the mean of the training landmarks for every face, without looking at the image.
 * A network that does not beat it has learned nothing.
 *
 * @param training Coordinates of the training faces, shape [N, size].
 * @param count Number of faces to predict.
 * @param size Coordinates per face, 2K.
 * @returns Shape [count, size].
 * @throws RangeError when there are no training faces, or their coordinates do not fill whole faces.
 */
export function meanShapePredictions(training: ArrayLike<number>, count: number, size: number): Float32Array {
  checkLengths(training, training, size);
  const mean = new Float64Array(size);
  const faces = training.length / size;
  for (let i = 0; i < training.length; i++) mean[i % size]! += training[i]! / faces;
  return Float32Array.from({ length: count * size }, (_, i) => mean[i % size]!);
}
