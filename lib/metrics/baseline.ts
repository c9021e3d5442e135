import { checkLengths } from './mse';

/**
 * What a predictor scores that has not looked at any image: the mean of the training landmarks for every face.
 * Any figure is to be read against it.
 *
 * @param training Coordinates of the training faces, shape [N, size].
 * @param count Faces to predict for.
 * @param size Coordinates of a face, 2K.
 * @returns Shape [count, size].
 */
export function meanShapePredictions(training: ArrayLike<number>, count: number, size: number): Float32Array {
  checkLengths(training, training, size);
  const mean = new Float64Array(size);
  const faces = training.length / size;
  for (let i = 0; i < training.length; i++) mean[i % size]! += training[i]! / faces;
  return Float32Array.from({ length: count * size }, (_, i) => mean[i % size]!);
}
