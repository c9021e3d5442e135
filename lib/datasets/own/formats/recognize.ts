import { extname } from 'node:path';
import { Malformed } from '../../malformed';
import type { Format, Reading, TextFile } from '../annotation';
import { asf } from './asf';
import { COCO, isCoco, readCoco } from './coco';
import { csv } from './csv';
import { cvat } from './cvat';
import { imglab } from './imglab';
import { isLabelme, LABELME, readLabelme } from './labelme';
import { pts } from './pts';

/** Endings of files that may have annotations, in lower case. */
export const ANNOTATION_ENDINGS: ReadonlySet<string> = new Set(['.xml', '.json', '.csv', '.tsv', '.pts', '.asf']);

/**
 * Recognizes the format of an annotation file by its ending and what is in it.
 *
 * @returns The format.
 * @throws Malformed when it is none that can be read.
 */
export function recognize({ path, text }: TextFile): Format {
  switch (extname(path).toLowerCase()) {
    case '.pts':
      return pts;
    case '.asf':
      return asf;
    case '.json':
      return recognizeJson(text);
    case '.xml':
      return recognizeXml(text);
    default:
      return csv;
  }
}

/** What to do about a file that is no annotation. */
export const UNKNOWN_REMEDY =
  'Export the annotations in one of the formats that data/README.md lists, or move the file out of the folder.';

function recognizeJson(text: string): Format {
  const content = parseJson(text);
  const read = (reader: typeof readCoco) => (_: TextFile, reading: Reading) => reader(content, reading);
  if (isCoco(content)) return { name: COCO, read: read(readCoco) };
  if (isLabelme(content)) return { name: LABELME, read: read(readLabelme) };
  throw new Malformed('', 'this JSON has neither the keys of COCO (images, annotations) nor those of LabelMe (shapes)');
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    if (content !== null && typeof content === 'object') return content as Record<string, unknown>;
  } catch (error) {
    throw new Malformed('', `not well-formed JSON (${(error as Error).message})`);
  }
  throw new Malformed('', 'this JSON is not an object');
}

function recognizeXml(text: string): Format {
  const root = /<([A-Za-z_][\w.-]*)/.exec(text.slice(0, 1 << 16).replace(/<!--[\s\S]*?-->/g, ''))?.[1];
  if (root === 'dataset') return imglab;
  // A Pascal VOC file has the root <annotation>, without an s.
  if (root === 'annotations') return cvat;
  throw new Malformed('', `this XML is from neither imglab nor CVAT: its root is <${root ?? ''}>`);
}
