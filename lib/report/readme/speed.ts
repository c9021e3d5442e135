import { join } from 'node:path';
import { readBench } from '../bench/record';
import type { BenchSection } from '../bench/record';
import { markdownTable } from './markdown-table';

/**
 * The training speeds in float32 and in bfloat16, from `reports/bench.json`.
 *
 * @param root The project's folder.
 * @returns Markdown; undefined without measurements.
 * @throws DataError when the file is not valid.
 */
export function speedTable(root: string): string | undefined {
  const { sections } = readBench(join(root, 'reports'));
  const tables = [sections.speed, sections['speed-bfloat16']].filter((section) => section !== undefined).map(tableOf);
  return tables.length > 0 ? tables.join('\n\n') : undefined;
}

function tableOf({ rows, measuredOn }: BenchSection): string {
  const cells = rows.map(({ network, imagesPerSecond, relativeToPyTorch, command }) => [
    String(network),
    `${imagesPerSecond} images/s`,
    `${Number(relativeToPyTorch).toFixed(2)}x`,
    `\`${command}\``,
  ]);
  return `${markdownTable(['network', 'training', 'relative to PyTorch', 'command'], cells)}\n\n${measuredOn}`;
}
