import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { readMeanShape } from '../landmarks/mean-shapes';

/** One face of an annotation file of 300-W. */
export interface Entry {
  readonly file?: string;
  /** Attributes of the image and of the box. */
  readonly size?: string;
  readonly box?: string;
  /** Writes a part; by default where the mean face has it, with the eyes 60 pixels apart. */
  readonly part?: (name: string, x: number, y: number) => string;
}

const BOX = "left='162' top='170' width='120' height='120'";

/** A part of a face. */
export const partOf = (name: string, x: number, y: number): string =>
  `<part name='${name}' x='${x.toFixed(1)}' y='${y.toFixed(1)}'/>`;

/** What writes an image with one face as XML, one part a line. */
export async function entryWriter(): Promise<(of?: Entry) => string> {
  const shape = await readMeanShape(ibug68);
  return ({ file = 'good_1.jpg', size = "width='512' height='512'", box = BOX, part = partOf } = {}) => {
    const parts = Array.from({ length: 68 }, (_, i) =>
      part(String(i).padStart(2, '0'), 220 + 60 * shape[2 * i]!, 210 + 60 * shape[2 * i + 1]!),
    );
    return `<image file='${file}' ${size}>\n<box ${box}>\n${parts.join('\n')}\n</box>\n</image>`;
  };
}

/** Puts a photo of 512 x 512 pixels into a folder; each name has a file of its own. */
export async function putPhoto(folder: string, name: string): Promise<void> {
  const portrait = await readFile(join(__dirname, '../fixtures/portrait.jpg'));
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), Buffer.concat([portrait, Buffer.from(name)]));
}
