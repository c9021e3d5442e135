/** A training, as the index of all reports lists it. */
export interface IndexRun {
  readonly experiment: string;
  readonly title: string;
  readonly name: string;
  readonly variation: string;
  readonly seed: number;
  readonly data: string;
  readonly smoke: boolean;
  readonly started: string;
  readonly revision: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** MSE of each epoch. */
  readonly training: readonly (number | null)[];
  readonly validation: readonly (number | null)[];
  readonly seconds: number;
}

export interface IndexData {
  readonly runs: readonly IndexRun[];
}

export const lastOf = (values: readonly (number | null)[]): number => values.at(-1) ?? NaN;
export const bestOf = (values: readonly (number | null)[]): number =>
  Math.min(...values.map((value) => value ?? Infinity));
