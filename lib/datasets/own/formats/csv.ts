import { CsvError, parse } from 'csv-parse/sync';
import type { Box } from '../../../geometry';
import { Malformed } from '../../malformed';
import { fromIndex } from '../annotation';
import type { Format, PhotoReference, Point, Reading, TextFile } from '../annotation';
import { readColumns } from './csv-columns';
import type { Columns } from './csv-columns';

/**
 * Tables with a header and one face in each row: `file,x1,y1,x2,y2,...`, or with names, `file,nose_x,nose_y,...`. The
 * columns may be separated by commas, semicolons (then numbers may have decimal commas) or tabs. Empty values, `nan` and
 * `NA` stand for missing landmarks. A box and a group (or person) may have columns too, see `readColumns`.
 *
 * Kaggle's 'Facial Keypoints Detection' is such a table: instead of a file it has a column `Image` with the gray values
 * of a square image.
 *
 * Coordinates are indices of pixels counted from 0, so (0, 0) is the center of the first pixel, at (0.5, 0.5). Boxes are
 * continuous.
 *
 * Source: https://www.kaggle.com/c/facial-keypoints-detection/data ('in the space of pixel indices').
 */
export const csv: Format = { name: 'table (CSV)', read: readCsv };

/** A value of a row by its column's name. */
type Value = (column: string) => string;

function readCsv({ text }: TextFile, reading: Reading): void {
  const delimiter = delimiterOf(/^.*/.exec(text)![0]);
  const [first, ...rows] = parseRows(text, delimiter);
  if (!first) throw new Malformed('', 'the file is empty');
  const header = first.record;
  const columns = readColumns(header);
  if (!columns.numbered) reading.names = columns.landmarks.map(({ name }) => name);
  const index = new Map(header.map((name, i) => [name, i]));
  for (const { record, line } of rows) {
    const entry = `line ${line}`;
    if (record.length !== header.length) {
      reading.problem(entry, `expected ${header.length} values, as in the header; got ${record.length}`);
      continue;
    }
    try {
      readRow((column) => record[index.get(column)!]!, columns, delimiter !== ',', entry, reading);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      reading.problem(entry, error.message);
    }
  }
}

/** The separator that the header has most often. */
function delimiterOf(header: string): string {
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

function parseRows(text: string, delimiter: string): { record: string[]; line: number }[] {
  try {
    const rows = parse(text, {
      ...{ bom: true, delimiter, info: true, trim: true },
      ...{ relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true },
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Malformed('', error.message.replace(/\.$/, ''));
  }
}

function readRow(value: Value, columns: Columns, decimalComma: boolean, entry: string, reading: Reading): void {
  const number = (column: string): number | null => numberIn(value(column), column, decimalComma);
  const points = new Map<string, Point>();
  for (const { name, x, y } of columns.landmarks) {
    const [px, py] = [number(x), number(y)];
    if ((px === null) !== (py === null)) {
      throw new RangeError(`${px === null ? x : y} is empty, but ${px === null ? y : x} is not`);
    }
    if (px !== null && py !== null) points.set(name, [fromIndex(px), fromIndex(py)]);
  }
  const box = boxOf(columns, number);
  const group = columns.group && value(columns.group);
  reading.add({
    entry,
    photo: photoOf(value(columns.photo), columns.photo),
    ...(box && { box }),
    ...(group && { group }),
    points,
    ...(columns.numbered && { count: columns.landmarks.length }),
  });
}

function boxOf({ box }: Columns, number: (column: string) => number | null): Box | null {
  if (!box) return null;
  const numbers = box.columns.map(number);
  if (numbers.includes(null)) return null;
  const [x, y, third, fourth] = numbers as [number, number, number, number];
  const [width, height] = box.corners ? [third - x, fourth - y] : [third, fourth];
  if (!(width > 0 && height > 0)) throw new RangeError(`the box is empty: ${width} x ${height}`);
  return { x, y, width, height };
}

/** The photo's path, or its gray values if the value is a list of numbers. */
function photoOf(value: string, column: string): PhotoReference {
  if (!value) throw new RangeError(`${column} is empty`);
  if (!/^\d+(\s+\d+){15}/.test(value)) return { path: value };
  const values = value.split(/\s+/).map(Number);
  const side = Math.sqrt(values.length);
  if (!Number.isInteger(side)) {
    throw new RangeError(`${column} must be the gray values of a square image; got ${values.length} values`);
  }
  if (!values.every((gray) => gray >= 0 && gray <= 255))
    throw new RangeError(`${column} must be gray values, 0 to 255`);
  return { gray: Uint8Array.from(values), width: side, height: side };
}

function numberIn(text: string, column: string, decimalComma: boolean): number | null {
  if (/^(|nan|na|n\/a|null|none|-)$/i.test(text)) return null;
  const value = Number(decimalComma ? text.replace(',', '.') : text);
  if (!Number.isFinite(value)) throw new RangeError(`${column} must be a number or empty; got '${text}'`);
  return value;
}
