import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { DataError, UserError } from '../../errors';
import { writeWhole } from '../../files';
import type { PhotoPrediction } from '../../inference/predict';
import { predictionJson } from './prediction-json';

/** Seconds between two writings of the file. */
const INTERVAL = 10;

/** How the rows of a table are written and read. */
interface Format {
  /** First line of the file. */
  header?(prediction: PhotoPrediction): string;
  /** The lines of one photo. */
  lines(prediction: PhotoPrediction): string;
  /** The lines of a file by photo, and its header. */
  read(text: string): { header?: string; lines: Map<string, string> };
}

/** Predictions of many photos in one file: JSON lines, a photo each, or CSV, a face each. */
export class PredictionTable {
  private readonly format: Format;
  private header: string | undefined;
  private readonly lines = new Map<string, string>();
  private written = performance.now();

  /**
   * Begins a file.
   *
   * @param file Ends with `.jsonl` or `.csv`. It is written whole, every ten seconds and at the end.
   * @param goOn Keeps what is in the file.
   * @throws UserError for another ending; DataError for a file that is none of these.
   */
  constructor(
    readonly file: string,
    goOn: boolean,
  ) {
    const format = FORMATS.get(extname(file).toLowerCase());
    if (!format) throw new UserError(`--out-file ${file}: the name must end with .jsonl or .csv.`);
    this.format = format;
    if (!goOn || !existsSync(file)) return;
    try {
      const { header, lines } = format.read(readFileSync(file, 'utf8'));
      this.header = header;
      for (const [photo, own] of lines) this.lines.set(photo, own);
    } catch (error) {
      throw new DataError(`${file}: not a file of predictions. Give another name, or leave out --skip-existing.`, {
        cause: error,
      });
    }
  }

  /** Whether a photo's prediction is in the file already. */
  has(photo: string): boolean {
    return this.lines.has(photo);
  }

  /** Adds a photo. @throws UserError when the file cannot be written. */
  add(prediction: PhotoPrediction): void {
    this.header ??= this.format.header?.(prediction);
    this.lines.set(prediction.photo.file, this.format.lines(prediction));
    if (performance.now() - this.written > 1000 * INTERVAL) this.write();
  }

  /** Writes the file. @throws UserError when that is not possible. */
  write(): void {
    this.written = performance.now();
    writeWhole(this.file, [this.header ?? '', ...this.lines.values()].join(''));
  }
}

const JSON_LINES: Format = {
  lines: (prediction) => `${JSON.stringify(predictionJson(prediction))}\n`,
  read(text) {
    const lines = text.split('\n').filter(Boolean);
    return { lines: new Map(lines.map((line) => [(JSON.parse(line) as { photo: string }).photo, `${line}\n`])) };
  },
};

const COLUMNS = ['photo', 'width', 'height', 'face', 'confidence', 'box_x', 'box_y', 'box_width', 'box_height'];

const CSV: Format = {
  header: ({ landmarkSet: { count } }) =>
    csvLine([...COLUMNS, ...Array.from({ length: 2 * count }, (_, i) => `${i % 2 === 0 ? 'x' : 'y'}${i >> 1}`)]),
  lines({ photo: { file, size }, faces, landmarkSet: { count } }) {
    const start = [file, size.width, size.height];
    // A photo without a face has a line, too: it is known to have none.
    if (faces.length === 0) return csvLine([...start, ...Array<string>(COLUMNS.length - 3 + 2 * count).fill('')]);
    const rows = faces.map(({ box: { x, y, width, height }, confidence, landmarks }, i) =>
      csvLine([...start, i + 1, confidence ?? '', x, y, width, height, ...landmarks]),
    );
    return rows.join('');
  },
  read(text) {
    const [header = [], ...rows] = parse(text);
    if (header[0] !== COLUMNS[0]) throw new Error('no header');
    const lines = new Map<string, string>();
    for (const row of rows) lines.set(row[0]!, (lines.get(row[0]!) ?? '') + csvLine(row));
    return { header: csvLine(header), lines };
  },
};

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['.jsonl', JSON_LINES],
  ['.csv', CSV],
]);

const csvLine = (values: readonly (string | number)[]): string => `${values.map(csvValue).join(',')}\n`;

const csvValue = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
