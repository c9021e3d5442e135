import { dirname, join } from 'node:path';

/** What an annotation file of the IMM Face Database says. */
export interface AsfShape {
  /** x0, y0, x1, y1, ... as fractions of the photo's width and height. */
  readonly fractions: Float32Array;
  /** Path of the photo: the file's 'host image', beside the annotation. */
  readonly photo: string;
}

/**
 * Reads an AAM shape file (`.asf`; M. B. Stegmann's AAM-API): comments, the number of landmarks, one line a landmark (path,
 * type, x, y, and three or six further columns that say how landmarks join), then the name of the photo.
 *
 * @throws Error naming `file` and what is wrong with it
 */
export function parseAsf(text: string, file: string): AsfShape {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const content = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const count = Number(content[0]);
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`${file}: the number of landmarks should stand first, but there is '${content[0] ?? 'nothing'}'.`);
  }
  if (content.length !== count + 2) {
    throw new Error(`${file}: ${count} landmarks and a photo are announced, but ${content.length - 1} lines follow.`);
  }
  const fractions = new Float32Array(2 * count);
  content.slice(1, count + 1).forEach((line, i) => {
    const columns = line.split(/\s+/);
    const [x, y] = [Number(columns[2]), Number(columns[3])];
    if ((columns.length !== 7 && columns.length !== 10) || !inside(x) || !inside(y)) {
      throw new Error(`${file}: landmark ${i} should have 7 or 10 columns, the 3rd and 4th in 0..1, but is '${line}'.`);
    }
    fractions.set([x, y], 2 * i);
  });
  const host = content[count + 1]!;
  if (/[/\\]/.test(host)) throw new Error(`${file}: the photo '${host}' should be a plain file name.`);
  return { fractions, photo: join(dirname(file), host) };
}

const inside = (value: number): boolean => value >= 0 && value <= 1;
