import { Malformed } from '../../malformed';
import type { Format, Point, Reading, TextFile } from '../annotation';

/**
 * The points files (`.pts`) of iBUG and menpo, one for each photo of the same name:
 *
 *     version: 1
 *     n_points: 68
 *     {
 *     30.50 40.25
 *     }
 *
 * The first two lines and the braces may be missing. Coordinates are indices of pixels counted from 1, so (1, 1) is the
 * center of the first pixel, at (0.5, 0.5). Landmarks are numbered in their order; `nan nan` stands for a missing one.
 *
 * Source: the reader of menpo, https://github.com/menpo/menpo (menpo/io/input/landmark.py), which subtracts 1 to get
 * indices counted from 0.
 */
export const pts: Format = { name: 'points file (.pts)', read: readPts };

function readPts({ text }: TextFile, reading: Reading): void {
  const points = new Map<string, Point>();
  let declared: number | null = null;
  let count = 0;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const content = line.replace(/(\/\/|#).*$/, '').trim();
    const header = /^(version|n_points)\s*:\s*(.*)$/i.exec(content);
    if (header) {
      if (header[1]!.toLowerCase() === 'n_points') declared = Number(header[2]);
      continue;
    }
    for (const pair of content.split(/[{}]/).filter((part) => part.trim() !== '')) {
      const point = pair
        .trim()
        .split(/[\s,]+/)
        .map(Number);
      const [x, y] = point;
      const missing = /^nan[\s,]+nan$/i.test(pair.trim());
      if (!missing && (point.length !== 2 || !point.every(Number.isFinite))) {
        throw new Malformed(`line ${i + 1}`, `expected the x and y of a landmark; got '${pair.trim()}'`);
      }
      if (!missing) points.set(String(count), [x! - 0.5, y! - 0.5]);
      count++;
    }
  }
  if (declared !== null && declared !== count) {
    throw new Malformed('', `n_points is ${declared}, but the file has ${count}`);
  }
  if (count === 0) throw new Malformed('', 'there are no points in it');
  reading.add({ entry: '', photo: { path: null }, points, count });
}
