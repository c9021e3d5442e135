import { join } from 'node:path';
import { z } from 'zod';
import { markdownTable, readMeasurements } from './markdown-table';

const setUp = z.object({
  /** Machine and network, as a sentence. */
  measuredOn: z.string(),
  rows: z.array(z.object({ step: z.string(), result: z.string(), command: z.string() })),
});

/**
 * What setting up takes, from `reports/measured/set-up.json`.
 *
 * @param root The project's folder.
 * @returns Markdown; undefined without measurements.
 * @throws DataError when the file is not valid.
 */
export function setUpTable(root: string): string | undefined {
  const measured = readMeasurements(join(root, 'reports/measured/set-up.json'), setUp);
  if (!measured) return undefined;
  const rows = measured.rows.map(({ step, result, command }) => [step, result, `\`${command}\``]);
  return `${markdownTable(['step', 'measured', 'command'], rows)}\n\n${measured.measuredOn}`;
}
