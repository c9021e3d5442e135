import { dirname, join } from 'node:path';
import { damaged } from './damaged';

/** The content of an annotation file of the IMM Face Database. */
export interface AsfShape {
  /** Landmarks x0, y0, x1, y1, ... as fractions of the photo's width and height, in 0..1. */
  readonly fractions: Float32Array;
  /** Path of the photo: the file's 'host image', in the annotation's folder. */
  readonly photo: string;
}

/**
 * Parses an AAM shape file (`.asf`): comments, the number of landmarks, one line per landmark (path, type, x, y, and three
 * or six further columns that tell how landmarks are connected), then the name of the photo.
 *
 * Source: M. B. Stegmann, AAM-API, 2002.
 *
 * @param text Content of the file.
 * @param file Path of the file; the photo is in the same folder.
 * @throws DataError naming the file and what is wrong with it.
 */
export function parseAsf(text: string, file: string): AsfShape {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const content = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const count = Number(content[0]);
  if (!Number.isInteger(count) || count < 1) {
    throw damaged(file, `the first line must be the number of landmarks; got '${content[0] ?? ''}'`);
  }
  if (content.length !== count + 2) {
    throw damaged(file, `expected ${count} landmarks and the name of a photo; got ${content.length - 1} lines`);
  }
  const fractions = new Float32Array(2 * count);
  content.slice(1, count + 1).forEach((line, i) => {
    const columns = line.split(/\s+/);
    const [x, y] = [Number(columns[2]), Number(columns[3])];
    if ((columns.length !== 7 && columns.length !== 10) || !isFraction(x) || !isFraction(y)) {
      throw damaged(file, `landmark ${i} must have 7 or 10 columns, the third and fourth in 0..1; got '${line}'`);
    }
    fractions.set([x, y], 2 * i);
  });
  const host = content[count + 1]!;
  if (/[/\\]/.test(host)) throw damaged(file, `the photo must be a plain file name; got '${host}'`);
  return { fractions, photo: join(dirname(file), host) };
}

const isFraction = (value: number): boolean => value >= 0 && value <= 1;
