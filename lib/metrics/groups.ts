import type { Face } from '../landmarks/face';
import { mean } from './distances';

/** Errors of the faces that have one value of a label. */
export interface GroupError {
  /** Value of the label, e.g. `frontal, smiling`. */
  readonly name: string;
  readonly mean: number;
  /** Each face's, in the order of the faces. */
  readonly errors: readonly number[];
  /** Places of the faces. */
  readonly indices: readonly number[];
}

/**
 * Errors by what the data set knows of the faces, in the order of the values' names.
 *
 * @param errors One for each face.
 * @param label e.g. `person` or `pose`.
 * @throws RangeError for a label that the faces do not have.
 */
export function errorsByLabel(
  errors: ArrayLike<number>,
  faces: readonly Pick<Face, 'labels'>[],
  label: string,
): GroupError[] {
  const groups = new Map<string, number[]>();
  faces.forEach(({ labels }, i) => {
    const name = labels[label];
    if (name === undefined) throw new RangeError(`Faces have no '${label}', only ${Object.keys(labels).join(', ')}.`);
    groups.set(name, [...(groups.get(name) ?? []), i]);
  });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, indices]) => {
      const values = indices.map((index) => errors[index]!);
      return { name, mean: mean(values), errors: values, indices };
    });
}

/** Places of the faces from the smallest error to the largest; ties keep their order. */
export function argsort(errors: ArrayLike<number>): number[] {
  return Array.from({ length: errors.length }, (_, i) => i).sort((a, b) => errors[a]! - errors[b]!);
}
