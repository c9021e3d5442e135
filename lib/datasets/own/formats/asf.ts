import { parseAsf } from '../../asf';
import type { Format, Point, Reading, TextFile } from '../annotation';

/**
 * The AAM shape files (`.asf`) of M. B. Stegmann's AAM-API, one for each photo, which they name. Coordinates are
 * fractions of the photo's width and height, so (0.5, 0.5) is its center. Landmarks are numbered in their order.
 */
export const asf: Format = { name: 'AAM shape file (.asf)', read: readAsf };

function readAsf({ text }: TextFile, reading: Reading): void {
  const { fractions, host } = parseAsf(text);
  const count = fractions.length / 2;
  const points = new Map<string, Point>();
  for (let i = 0; i < count; i++) points.set(String(i), [fractions[2 * i]!, fractions[2 * i + 1]!]);
  reading.add({ entry: '', photo: { path: host }, points, fractions: true, count });
}
