/** A run, as the index of all reports lists it. */
export interface IndexRun {
  /** Name of its report's files. */
  readonly report: string;
  readonly title: string;
  readonly name: string;
  readonly variation: string;
  readonly seed: number;
  readonly data: string;
  readonly smoke: boolean;
  /** ISO date and time. */
  readonly started: string;
  readonly revision: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Training and validation MSE of each epoch. */
  readonly training: readonly (number | null)[];
  readonly validation: readonly (number | null)[];
  /** Wall time of all epochs. */
  readonly seconds: number;
}

/** Data of the index page. */
export interface IndexData {
  readonly runs: readonly IndexRun[];
}

/**
 * The value of the last epoch.
 *
 * @param values One value for each epoch.
 * @returns NaN if the last epoch has none.
 */
export const lastOf = (values: readonly (number | null)[]): number => values.at(-1) ?? NaN;

/**
 * The lowest value of all epochs.
 *
 * @param values One value for each epoch.
 * @returns Infinity if no epoch has one.
 */
export const bestOf = (values: readonly (number | null)[]): number =>
  Math.min(...values.map((value) => value ?? Infinity));
