import type { GroupComparison } from './group-comparison';

/** What the groups of a comparison reached with one seed. */
export interface SeedRow {
  readonly seed: number;
  /** The compared error of each group's run with this seed; undefined where a group has none. */
  readonly values: readonly (number | undefined)[];
}

/**
 * The single runs behind the means of a comparison, by their seeds.
 *
 * @returns In the order of the seeds; empty if each group is a single run.
 */
export function seedRows({ rows, metric }: Pick<GroupComparison, 'rows' | 'metric'>): SeedRow[] {
  if (rows.every(({ runs }) => runs.length === 1)) return [];
  const seeds = new Set(rows.flatMap(({ runs }) => runs.map(({ parameters }) => parameters.seed)));
  return [...seeds]
    .sort((a, b) => a - b)
    .map((seed) => ({
      seed,
      values: rows.map(({ runs }) => runs.find(({ parameters }) => parameters.seed === seed)?.metrics[metric.key]),
    }));
}
