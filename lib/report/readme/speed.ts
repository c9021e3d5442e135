import { join } from 'node:path';
import { z } from 'zod';
import { markdownTable, readMeasurements } from './markdown-table';

const speed = z.object({
  /** Processor and versions, as a sentence. */
  measuredOn: z.string(),
  rows: z.array(
    z.object({
      network: z.string(),
      imagesPerSecond: z.number().positive(),
      /** This library's speed divided by PyTorch's, median over rounds. */
      relativeToPyTorch: z.number().positive(),
      command: z.string(),
    }),
  ),
});

/**
 * The training speed, from `reports/measured/speed.json`.
 *
 * @param root The project's folder.
 * @returns Markdown; undefined without measurements.
 * @throws DataError when the file is not valid.
 */
export function speedTable(root: string): string | undefined {
  const measured = readMeasurements(join(root, 'reports/measured/speed.json'), speed);
  if (!measured) return undefined;
  const rows = measured.rows.map(({ network, imagesPerSecond, relativeToPyTorch, command }) => [
    network,
    `${imagesPerSecond} images/s`,
    `${relativeToPyTorch.toFixed(2)}x`,
    `\`${command}\``,
  ]);
  return `${markdownTable(['network', 'training', 'relative to PyTorch', 'command'], rows)}\n\n${measured.measuredOn}`;
}
