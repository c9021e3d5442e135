import { duration, significant } from '../../../format';
import { bestOf, lastOf  } from './data';
import type {IndexRun} from './data';

/** A column of the table of runs: what it shows, and what it is sorted by. */
export interface Column {
  readonly title: string;
  readonly key: (run: IndexRun) => string | number;
  readonly show?: (run: IndexRun) => string;
}

export const COLUMNS: readonly Column[] = [
  { title: 'Experiment', key: ({ experiment }) => experiment },
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

/** The run's cells and everything else that people look for it by. */
export const searchText = (run: IndexRun): string =>
  [
    ...COLUMNS.map(({ key, show }) => show?.(run) ?? key(run)),
    run.title,
    run.name,
    run.data,
    run.smoke ? 'short run' : '',
  ]
    .concat(Object.entries(run.parameters).map(([name, value]) => `${name}=${String(value)}`))
    .join(' ')
    .toLowerCase();

/** Numbers by size, texts by the alphabet. */
export function compareBy({ key }: Column, direction: 1 | -1): (a: IndexRun, b: IndexRun) => number {
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    return direction * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
  };
}
