import { join } from 'node:path';
import { fixed, significant } from '../../format';
import { readBench } from '../bench/record';
import { markdownTable } from './markdown-table';

/**
 * The speed and the error of prediction beside face-api's, from `reports/bench.json`.
 *
 * @param root The project's folder.
 * @returns Markdown; undefined without measurements.
 * @throws DataError when the file is not valid.
 */
export function predictionTable(root: string): string | undefined {
  const { predict } = readBench(join(root, 'reports')).sections;
  if (!predict) return undefined;
  const rows = predict.rows.map(({ pipeline, photosPerSecond, msPerFace, nme, found }) => [
    String(pipeline),
    `${significant(Number(photosPerSecond))} photos/s`,
    `${significant(Number(msPerFace))} ms/face`,
    `${Number(nme).toFixed(2)}%`,
    fixed(Number(found), 0),
  ]);
  const table = markdownTable(['pipeline', 'speed', 'time', 'NME', 'annotated faces found'], rows);
  return `${table}\n\n${predict.text} ${predict.measuredOn} \`${predict.command}\``;
}
