import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../files';
import { fixed, significant } from '../../format';
import { bestFiles } from '../../recipes/record';
import type { ReportRecord } from '../record';
import { markdownTable, readMeasurements } from './markdown-table';

const headlines = z.record(z.string(), z.record(z.string(), z.number()));

const weights = z.looseObject({ results: z.record(z.string(), z.number()) });

/** A figure by its name in the reports' headlines or in the results of the weights; `sd` is its standard deviation. */
interface Source {
  readonly name: string;
  readonly sd?: string;
}

/** A row of the table: an experiment, and where its figures come from. */
interface Row {
  readonly experiment: string;
  readonly task: string;
  readonly unit: 'MSE' | 'NME';
  readonly baseline: Source;
  readonly own: Source;
  readonly best: Source;
  readonly faceApi?: Source;
}

const MSE = {
  unit: 'MSE',
  baseline: { name: 'constantMse' },
  own: { name: 'validationMse', sd: 'validationMseSd' },
} as const;

const ROWS: readonly Row[] = [
  { experiment: 'nose', task: 'nose, 8 new people', ...MSE, best: { name: 'noseMse', sd: 'noseMseSd' } },
  {
    experiment: 'full-face',
    task: '58 landmarks, 8 new people',
    ...MSE,
    best: { name: 'validationMse', sd: 'validationMseSd' },
  },
  {
    experiment: 'resnet',
    task: '68 landmarks, 171 photos from the wild',
    unit: 'NME',
    baseline: { name: 'nmeMeanShape' },
    own: { name: 'nmeFaithful' },
    best: { name: 'nme' },
    faceApi: { name: 'nmeFaceApi' },
  },
];

const HEAD = ['task', 'mean face', 'notebook', 'best recipe', 'face-api'];

/** Where the main figures of the full reports are kept. */
const fileOf = (root: string): string => join(root, 'reports/measured/accuracy.json');

/**
 * The accuracy of the experiments: main figures of their full reports, from `reports/measured/accuracy.json`, and results
 * of their best recipes.
 *
 * @param root The project's folder.
 * @param resultsOf The results of a best recipe by its name; those of the project's weights by default.
 * @returns Markdown; a figure that was not measured is a dash. Undefined without any.
 * @throws DataError when a file is not valid.
 */
export function accuracyTable(root: string, resultsOf = bestResults): string | undefined {
  const measured = readMeasurements(fileOf(root), headlines) ?? {};
  const rows = ROWS.map(({ experiment, task, unit, baseline, own, best, faceApi }) => {
    const results = resultsOf(experiment);
    const headline = measured[experiment] ?? {};
    const cell = (source: Source | undefined, from: Readonly<Record<string, number>>) => figure(source, from, unit);
    return [task, cell(baseline, headline), cell(own, headline), cell(best, results), cell(faceApi, headline)];
  });
  return rows.some((row) => row.slice(1).some((cell) => cell !== MISSING)) ? markdownTable(HEAD, rows) : undefined;
}

const bestResults = (name: string): Readonly<Record<string, number>> =>
  readMeasurements(bestFiles({ name, network: name }).record, weights)?.results ?? {};

const MISSING = '–';

/** `MSE 0.00187 ± 0.00040`, `NME 3.65%`. */
function figure(source: Source | undefined, from: Readonly<Record<string, number>>, unit: Row['unit']): string {
  const value = source && from[source.name];
  if (value === undefined) return MISSING;
  if (unit === 'NME') return `NME ${fixed(value, 2)}%`;
  const spread = source?.sd === undefined ? undefined : from[source.sd];
  const text = significant(value);
  const decimals = text.split('.')[1]?.length ?? 0;
  return `MSE ${text}${spread === undefined ? '' : ` ± ${fixed(spread, decimals)}`}`;
}

/**
 * Keeps the main figures of a full report on photos for the table.
 *
 * @param record The report's record.
 * @param root The project's folder.
 * @throws DataError when the file of figures is not valid.
 */
export function keepHeadline({ name, headline }: Pick<ReportRecord, 'name' | 'headline'>, root: string): void {
  const kept = { ...readMeasurements(fileOf(root), headlines), [name]: headline };
  writeWhole(fileOf(root), `${JSON.stringify(kept, null, 2)}\n`);
}
