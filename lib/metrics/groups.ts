import { ascending, group, range } from 'd3-array';
import type { Face } from '../landmarks/face';
import { mean } from './statistics';

/** The errors of all faces with the same value of a label. */
export interface GroupError {
  /** Value of the label, e.g. `frontal, smiling`. */
  readonly name: string;
  /** Mean over the group's faces. */
  readonly mean: number;
  /** Error of each face, in the order of the faces. */
  readonly errors: readonly number[];
  /** Index of each face. */
  readonly indices: readonly number[];
}

/**
 * Groups errors by a label of the faces.
 *
 * @param errors One per face.
 * @param faces The same faces with their labels.
 * @param label E.g. `person` or `pose`.
 * @returns One entry per value of the label, sorted by its name.
 * @throws RangeError when a face lacks the label.
 */
export function errorsByLabel(
  errors: ArrayLike<number>,
  faces: readonly Pick<Face, 'labels'>[],
  label: string,
): GroupError[] {
  const groups = group(range(faces.length), (i) => {
    const { labels } = faces[i]!;
    const name = labels[label];
    if (name !== undefined) return name;
    throw new RangeError(`The faces have no label '${label}', only ${Object.keys(labels).join(', ')}.`);
  });
  return [...groups]
    .sort(([a], [b]) => ascending(a, b))
    .map(([name, indices]) => {
      const values = indices.map((index) => errors[index]!);
      return { name, mean: mean(values), errors: values, indices };
    });
}

/**
 * Indices that sort values in ascending order; ties keep their order.
 *
 * @example argsort([3, 1, 2]) // [1, 2, 0]
 */
export const argsort = (values: ArrayLike<number>): number[] =>
  range(values.length).sort((a, b) => values[a]! - values[b]!);
