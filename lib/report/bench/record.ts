import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DataError } from '../../errors';
import { writeWhole } from '../../files';

const axis = z.object({
  /** The column that it shows. */
  key: z.string(),
  title: z.string(),
  log: z.boolean().default(false),
});

const section = z.object({
  title: z.string(),
  /** What was done, and what came of it (Markdown). */
  text: z.string(),
  /** The command that measures it again. */
  command: z.string(),
  /** Machine, versions and rounds, as a sentence. */
  measuredOn: z.string(),
  /** When, as an ISO date. */
  measured: z.string(),
  /** Columns of the table: keys of the rows, titles with units, and decimals where three significant digits will not do. */
  columns: z.array(z.object({ key: z.string(), title: z.string(), decimals: z.int().optional() })),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** Rows as points, one line for each value of the column `series`. */
  charts: z.array(z.object({ caption: z.string(), x: axis, y: axis, series: z.string() })),
});

/** One part of the benchmarks, such as the training speeds. */
export type BenchSection = z.infer<typeof section>;

const record = z.object({
  /** By this, the index of the reports knows that it is none. */
  kind: z.literal('benchmarks'),
  sections: z.record(z.string(), section),
});

/** All benchmarks by their names, in the order in which they were first measured. */
export type BenchRecord = z.infer<typeof record>;

/** The file of all benchmarks. @param folder The reports' folder. */
export const benchFile = (folder: string): string => join(folder, 'bench.json');

/**
 * Reads the benchmarks.
 *
 * @param folder The reports' folder.
 * @returns The benchmarks; none where there is no file.
 * @throws DataError naming the file and what is wrong in it.
 */
export function readBench(folder: string): BenchRecord {
  const file = benchFile(folder);
  if (!existsSync(file)) return { kind: 'benchmarks', sections: {} };
  const { success, data, error } = record.safeParse(parsed(readFileSync(file, 'utf8')));
  if (success) return data;
  throw new DataError(`${file} does not hold benchmarks. Delete it and measure again.\n${z.prettifyError(error)}`);
}

/**
 * Keeps one part of the benchmarks in `bench.json`; the others stay.
 *
 * @param folder The reports' folder.
 * @param name Its name; a part of that name is replaced.
 * @param measured What was measured.
 * @throws DataError when the file there does not hold benchmarks; UserError when it cannot be written.
 */
export function keepBench(folder: string, name: string, measured: BenchSection): BenchRecord {
  const before = readBench(folder);
  const after = { ...before, sections: { ...before.sections, [name]: measured } };
  writeWhole(benchFile(folder), `${JSON.stringify(after, null, 2)}\n`);
  return after;
}

/** Whether the text of a JSON file is that of benchmarks, and not a report's. */
export const holdsBenchmarks = (text: string): boolean =>
  z.object({ kind: z.literal('benchmarks') }).safeParse(parsed(text)).success;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
