import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import type { Box } from '../geometry';

/** One annotated face of an imglab file. */
export interface XmlFace {
  /** Path of the photo, as written in the file: relative to it. */
  readonly photo: string;
  /** Size of the photo where the file tells it, in pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly box: Box;
  /** x0, y0, x1, y1, ... in the order of the parts' names, as written: indices of pixels. */
  readonly parts: Float32Array;
}

/**
 * Reads the faces of an imglab annotation file (dlib's XML), as a stream. Boxes marked `ignore` are left out.
 *
 * @param count parts that every face must have, named 0 to count - 1 in any order
 * @throws Error naming the file, the line and what is wrong
 */
export async function readDlibXml(file: string, count: number): Promise<XmlFace[]> {
  const faces: XmlFace[] = [];
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const wrong = (what: string) => new Error(`${file}, line ${parser.line}: ${what}.`);
  let image: Pick<XmlFace, 'photo' | 'width' | 'height'> | null = null;
  let face: { box: Box; parts: Float32Array; found: number; ignore: boolean } | null = null;

  const number = (value: string | undefined, name: string): number => {
    const parsed = value === undefined || value === '' ? NaN : Number(value);
    if (!Number.isFinite(parsed)) throw wrong(`${name} should be a number, but is ${value ?? 'missing'}`);
    return parsed;
  };
  parser.on('error', (error) => {
    throw wrong(`not well-formed XML (${error.message.replace(/^.*?:\d+:\d+: /, '')})`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'part') {
      if (!face) throw wrong('a part outside any box');
      const index = number(attributes.name, "a part's name");
      if (!(index >= 0 && index < count)) throw wrong(`part ${index}, where 0 to ${count - 1} are expected`);
      face.parts[2 * index] = number(attributes.x, 'x');
      face.parts[2 * index + 1] = number(attributes.y, 'y');
      face.found++;
    } else if (name === 'box') {
      const [x, y] = [number(attributes.left, 'left'), number(attributes.top, 'top')];
      const [width, height] = [number(attributes.width, 'width'), number(attributes.height, 'height')];
      if (!(width > 0 && height > 0)) throw wrong(`a box of ${width} x ${height}`);
      const parts = new Float32Array(2 * count).fill(NaN);
      face = { box: { x, y, width, height }, parts, found: 0, ignore: attributes.ignore === '1' };
    } else if (name === 'image') {
      const { file: photo, width, height } = attributes;
      if (!photo) throw wrong('an image without a file');
      image = {
        photo,
        ...(width && { width: number(width, 'width') }),
        ...(height && { height: number(height, 'height') }),
      };
    }
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'box' || !face) return;
    if (!image) throw wrong('a box outside any image');
    if (!face.ignore) {
      if (face.found !== count || face.parts.some(Number.isNaN)) {
        throw wrong(`a face with ${face.found} parts in ${image.photo}, where ${count} different ones are expected`);
      }
      faces.push({ ...image, box: face.box, parts: face.parts });
    }
    face = null;
  });
  // Only the parser knows the encoding that the file declares; names and numbers are ASCII in any of those used.
  for await (const chunk of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    parser.write(chunk as string);
  }
  parser.close();
  return faces;
}
