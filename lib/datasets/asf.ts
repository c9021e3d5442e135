import { Malformed } from './malformed';

/** The content of an AAM shape file. */
export interface AsfShape {
  /** Landmarks x0, y0, x1, y1, ... as fractions of the photo's width and height. */
  readonly fractions: Float64Array;
  /** Name of the photo as the file has it, its 'host image'. */
  readonly host: string;
}

/**
 * Parses an AAM shape file (`.asf`): comments, the number of landmarks, one line per landmark (path, type, x, y, and three
 * or six further columns that tell how landmarks are connected), then the name of the photo.
 *
 * Source: M. B. Stegmann, AAM-API, 2002.
 *
 * @param text Content of the file.
 * @throws Malformed saying what is wrong with it.
 */
export function parseAsf(text: string): AsfShape {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  const content = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const count = Number(content[0]);
  if (!Number.isInteger(count) || count < 1) {
    throw new Malformed('', `the first line must be the number of landmarks; got '${content[0] ?? ''}'`);
  }
  if (content.length !== count + 2) {
    throw new Malformed('', `expected ${count} landmarks and the name of a photo; got ${content.length - 1} lines`);
  }
  const fractions = new Float64Array(2 * count);
  content.slice(1, count + 1).forEach((line, i) => {
    const columns = line.split(/\s+/);
    const [x, y] = [Number(columns[2]), Number(columns[3])];
    if ((columns.length !== 7 && columns.length !== 10) || !Number.isFinite(x) || !Number.isFinite(y)) {
      throw new Malformed('', `landmark ${i} must have 7 or 10 columns, the third and fourth numbers; got '${line}'`);
    }
    fractions.set([x, y], 2 * i);
  });
  return { fractions, host: content[count + 1]! };
}
