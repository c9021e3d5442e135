import type { Dataset } from '../samples/dataset';
import type { Metric } from './metric';
import { meanSquaredError } from './mse';
import { nmeByFace } from './nme';
import { mean } from './statistics';

/**
 * Error of each face in a metric's own unit, so that their mean is the metric's value: NME in percent, or mean squared
 * error in squared fractions.
 *
 * @param metric Whose errors.
 * @param metric.measure Chooses the unit.
 * @param predictions Fractions of the images' width and height, shape [N, 2K].
 * @param dataset The same faces with their ground truth.
 * @returns Shape [N].
 */
export function errorsByFace(
  { measure }: Pick<Metric, 'measure'>,
  predictions: ArrayLike<number>,
  dataset: Dataset,
): number[] {
  if (measure === 'nme') return nmeByFace(predictions, dataset);
  const size = 2 * dataset.landmarkSet.count;
  const all = Float64Array.from(predictions);
  return dataset.faces.map((_, face) => {
    const [start, end] = [face * size, (face + 1) * size];
    return meanSquaredError(all.subarray(start, end), dataset.landmarks.subarray(start, end));
  });
}

/**
 * Mean error of each face over several networks.
 *
 * @param networks Errors of the same faces by each network, at least one.
 * @returns Shape [N].
 */
export const meanOfNetworks = (networks: readonly (readonly number[])[]): number[] =>
  networks[0]!.map((_, face) => mean(networks.map((errors) => errors[face]!)));
