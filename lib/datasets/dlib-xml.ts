import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import type { Box, Size } from '../geometry';
import { damaged } from './damaged';

/** One annotated face of an imglab file. */
export interface XmlFace {
  /** Path of the photo, relative to the annotation file's folder. */
  readonly photo: string;
  /** Size of the photo if the file states it. */
  readonly size?: Size;
  /** The face's box in pixels. */
  readonly box: Box;
  /** Landmarks x0, y0, x1, y1, ... in the order of the parts' names, as in the file: indices of pixels. */
  readonly landmarks: Float32Array;
}

/**
 * Reads the faces of an annotation file of imglab, dlib's annotation tool, as a stream. Boxes marked `ignore` are left
 * out.
 *
 * @param file Path of the XML file.
 * @param count Parts (landmarks) that every face must have, named 0 to count - 1 in any order.
 * @throws DataError naming the file, the line and what is wrong.
 */
export async function readDlibXml(file: string, count: number): Promise<XmlFace[]> {
  const faces: XmlFace[] = [];
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const wrong = (problem: string) => damaged(`${file}, line ${parser.line}`, problem);
  let image: Pick<XmlFace, 'photo' | 'size'> | null = null;
  let face: { box: Box; landmarks: Float32Array; found: number; ignore: boolean } | null = null;

  const number = (value: string | undefined, name: string): number => {
    const parsed = value === undefined || value === '' ? NaN : Number(value);
    if (!Number.isFinite(parsed)) throw wrong(`${name} must be a number; got '${value ?? ''}'`);
    return parsed;
  };
  parser.on('error', (error) => {
    throw wrong(`not well-formed XML (${error.message.replace(/^.*?:\d+:\d+: /, '')})`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'part') {
      if (!face) throw wrong('a part outside any box');
      const index = number(attributes.name, 'the name of a part');
      if (!(index >= 0 && index < count)) throw wrong(`the name of a part must be in 0..${count - 1}; got ${index}`);
      face.landmarks[2 * index] = number(attributes.x, 'x');
      face.landmarks[2 * index + 1] = number(attributes.y, 'y');
      face.found++;
    } else if (name === 'box') {
      const [x, y] = [number(attributes.left, 'left'), number(attributes.top, 'top')];
      const [width, height] = [number(attributes.width, 'width'), number(attributes.height, 'height')];
      if (!(width > 0 && height > 0)) throw wrong(`a box must not be empty; got ${width} x ${height}`);
      const landmarks = new Float32Array(2 * count).fill(NaN);
      face = { box: { x, y, width, height }, landmarks, found: 0, ignore: attributes.ignore === '1' };
    } else if (name === 'image') {
      const { file: photo, width, height } = attributes;
      if (!photo) throw wrong('an image without a file');
      const size = width && height ? { width: number(width, 'width'), height: number(height, 'height') } : undefined;
      image = { photo, ...(size && { size }) };
    }
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'box' || !face) return;
    if (!image) throw wrong('a box outside any image');
    if (!face.ignore) {
      if (face.found !== count || face.landmarks.some(Number.isNaN)) {
        throw wrong(`a face in ${image.photo} must have ${count} different parts; got ${face.found}`);
      }
      faces.push({ ...image, box: face.box, landmarks: face.landmarks });
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
