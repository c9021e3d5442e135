import { duration, significant } from '../../../format';
import { bestOf, lastOf } from './run';
import type { IndexRun } from './run';

/** A column of the table of runs: what it shows, and what it is sorted by. */
export interface Column {
  readonly title: string;
  readonly key: (run: IndexRun) => string | number;
  readonly show?: (run: IndexRun) => string;
}

/** The columns in their order. */
export const COLUMNS: readonly Column[] = [
  { title: 'Report', key: ({ report }) => report },
  { title: 'Variation', key: ({ variation }) => variation },
  { title: 'Seed', key: ({ seed }) => seed },
  {
    title: 'Validation MSE',
    key: ({ validation }) => lastOf(validation),
    show: ({ validation }) => significant(lastOf(validation)),
  },
  {
    title: 'Best epoch',
    key: ({ validation }) => bestOf(validation),
    show: ({ validation }) => significant(bestOf(validation)),
  },
  {
    title: 'Training MSE',
    key: ({ training }) => lastOf(training),
    show: ({ training }) => significant(lastOf(training)),
  },
  { title: 'Epochs', key: ({ validation }) => validation.length },
  { title: 'Time', key: ({ seconds }) => seconds, show: ({ seconds }) => duration(seconds) },
  { title: 'Started', key: ({ started }) => started, show: ({ started }) => started.slice(0, 16).replace('T', ' ') },
];

/**
 * Everything that a run can be found by: its cells, names, data and parameters.
 *
 * @param run The run.
 * @returns Text in lower case; parameters are in it as `name=value`.
 */
export const searchText = (run: IndexRun): string =>
  [
    ...COLUMNS.map(({ key, show }) => show?.(run) ?? key(run)),
    run.title,
    run.name,
    run.data,
    run.smoke ? 'smoke run' : '',
  ]
    .concat(Object.entries(run.parameters).map(([name, value]) => `${name}=${String(value)}`))
    .join(' ')
    .toLowerCase();

/**
 * An order by one column: numbers by value, text alphabetically.
 *
 * @param column The column.
 * @param direction 1 for ascending, -1 for descending.
 * @returns A function for `sort`.
 */
export function compareBy({ key }: Column, direction: 1 | -1): (a: IndexRun, b: IndexRun) => number {
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    return direction * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
  };
}
