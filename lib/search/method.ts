import { ParameterError } from '../parameters/validation';

/** How a search chooses its variations. */
export interface SearchMethod {
  readonly kind: 'random' | 'optuna';
  /** How many it chooses. */
  readonly count: number;
}

/**
 * Reads `random:30` or `optuna:30`.
 *
 * @throws ParameterError for any other text.
 */
export function searchMethod(text: string): SearchMethod {
  const [, kind, number] = /^(random|optuna):([1-9]\d*)$/.exec(text) ?? [];
  if (kind !== undefined) return { kind: kind as SearchMethod['kind'], count: Number(number) };
  throw new ParameterError(
    `--search ${text}: write random: or optuna: and the number of variations, such as random:30.`,
  );
}
