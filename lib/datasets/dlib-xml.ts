import { SaxesParser } from 'saxes';
import type { Box, Size } from '../geometry';
import { Malformed } from './malformed';

/** One annotated box of an imglab file. */
export interface XmlFace {
  /** Line of the file at which the box ends. */
  readonly line: number;
  /** Path of the photo as it is written, relative to the annotation file's folder. */
  readonly photo: string;
  /** Size of the photo if the file states it. */
  readonly size?: Size;
  /** The face's box in pixels. */
  readonly box: Box;
  /** Landmarks by their names, in the order of the file: x and y, as indices of pixels. */
  readonly parts: ReadonlyMap<string, readonly [number, number]>;
  /** Whether the box is marked `ignore`: not to train with. */
  readonly ignored: boolean;
}

/** What a file consists of. */
export interface XmlVisitor {
  /** Called with each box. */
  face(face: XmlFace): void;
  /** Called with what is wrong with a box or image, which is then left out. */
  problem(line: number, problem: string): void;
}

/**
 * Reads an annotation file of imglab, dlib's annotation tool.
 *
 * @param text Content of the XML file.
 * @param visitor Is given the boxes, and what is wrong, in the order of the file.
 * @throws Malformed when it is not well-formed XML.
 */
export function parseDlibXml(text: string, visitor: XmlVisitor): void {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const place = () => `line ${parser.line}`;
  let image: Pick<XmlFace, 'photo' | 'size'> | null = null;
  let face: Omit<XmlFace, 'photo' | 'line'> | null = null;
  let parts = new Map<string, readonly [number, number]>();
  /** What is wrong with the box that is being read. */
  let fault: string | null = null;

  parser.on('error', (error) => {
    throw new Malformed(place(), `not well-formed XML (${error.message.replace(/^(.*?:)?\d+:\d+: /, '')})`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    try {
      if (name === 'image') {
        image = null;
        image = readImage(attributes);
      } else if (name === 'box') {
        parts = new Map();
        face = null;
        fault = null;
        face = { box: readBox(attributes), parts, ignored: attributes.ignore === '1' };
      } else if (name === 'part' && fault === null) {
        if (!face) throw new Wrong('a part outside any box');
        const part = attributes.name;
        if (!part) throw new Wrong('a part without a name');
        if (parts.has(part)) throw new Wrong(`the part ${part} is there twice`);
        parts.set(part, [numberOf(attributes.x, 'x'), numberOf(attributes.y, 'y')]);
      }
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      fault = error.message;
      visitor.problem(parser.line, fault);
    }
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'box') return;
    if (!image && fault === null) visitor.problem(parser.line, 'a box outside any image');
    if (face && image && fault === null) visitor.face({ ...image, ...face, line: parser.line });
    face = null;
    fault = null;
  });
  parser.write(text).close();
}

/** Something wrong with one box or image; the rest of the file is read on. */
class Wrong extends Error {}

type Attributes = Readonly<Record<string, string>>;

function readImage({ file: photo, width, height }: Attributes): Pick<XmlFace, 'photo' | 'size'> {
  if (!photo) throw new Wrong('an image without a file');
  if (!width || !height) return { photo };
  return { photo, size: { width: numberOf(width, 'width'), height: numberOf(height, 'height') } };
}

function readBox(attributes: Attributes): Box {
  const [x, y] = [numberOf(attributes.left, 'left'), numberOf(attributes.top, 'top')];
  const [width, height] = [numberOf(attributes.width, 'width'), numberOf(attributes.height, 'height')];
  if (!(width > 0 && height > 0)) throw new Wrong(`a box must not be empty; got ${width} x ${height}`);
  return { x, y, width, height };
}

function numberOf(value: string | undefined, name: string): number {
  const parsed = value === undefined || value.trim() === '' ? NaN : Number(value);
  if (!Number.isFinite(parsed)) throw new Wrong(`${name} must be a number; got '${value ?? ''}'`);
  return parsed;
}
