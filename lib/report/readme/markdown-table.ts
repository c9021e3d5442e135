import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { DataError } from '../../errors';

/**
 * A table in Markdown.
 *
 * @param head Titles of the columns.
 * @param rows Cells, as Markdown.
 * @example markdownTable(['step', 'time'], [['set-up', '83 s']])
 */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/**
 * Reads measurements.
 *
 * @param file Path of the JSON file.
 * @param schema What it holds.
 * @returns Its content; undefined where there is no such file.
 * @throws DataError naming the file and what is wrong in it.
 */
export function readMeasurements<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  const { success, data, error } = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (success) return data;
  throw new DataError(
    `${file} does not have the measurements that the README's tables need:\n${z.prettifyError(error)}`,
  );
}
