import { join } from 'node:path';
import { readBench } from '../bench/record';
import { markdownTable } from './markdown-table';

/**
 * The training speed, from `reports/bench.json`.
 *
 * @param root The project's folder.
 * @returns Markdown; undefined without measurements.
 * @throws DataError when the file is not valid.
 */
export function speedTable(root: string): string | undefined {
  const { speed } = readBench(join(root, 'reports')).sections;
  if (!speed) return undefined;
  const rows = speed.rows.map(({ network, imagesPerSecond, relativeToPyTorch, command }) => [
    String(network),
    `${imagesPerSecond} images/s`,
    `${Number(relativeToPyTorch).toFixed(2)}x`,
    `\`${command}\``,
  ]);
  return `${markdownTable(['network', 'training', 'relative to PyTorch', 'command'], rows)}\n\n${speed.measuredOn}`;
}
