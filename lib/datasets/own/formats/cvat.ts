import { SaxesParser } from 'saxes';
import type { Size } from '../../../geometry';
import { Malformed } from '../../malformed';
import type { Format, Point, Reading, TextFile } from '../annotation';
import { addShapes, boxBetween } from './shapes';
import type { Shape } from './shapes';

/**
 * The XML files of CVAT ('CVAT for images 1.1'): skeletons, whose points have names; `points` shapes of several points,
 * which are numbered in their order; and single points, each labeled with its landmark's name. Boxes are faces' boxes.
 * Shapes of one `group_id` are one face. A point marked `outside` is missing; an `occluded` one counts like any other.
 *
 * Coordinates are continuous, from the upper left corner of the upright photo, as the library's are: the center of the
 * first pixel is at (0.5, 0.5).
 *
 * Source: https://docs.cvat.ai/docs/manual/advanced/xml_format/.
 */
export const cvat: Format = { name: 'CVAT for images (XML)', read: readCvat };

type Attributes = Readonly<Record<string, string>>;

/** What has been read of one photo. */
interface CvatImage {
  readonly photo: string;
  readonly size?: Size;
  /** Line of the file at which the photo's entry begins. */
  readonly line: number;
  readonly shapes: Shape[];
  skeletons: number;
}

function readCvat({ text }: TextFile, reading: Reading): void {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  let image: CvatImage | null = null;
  let skeleton: string | null = null;
  parser.on('error', (error) => {
    throw new Malformed(
      `line ${parser.line}`,
      `not well-formed XML (${error.message.replace(/^(.*?:)?\d+:\d+: /, '')})`,
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'track') throw new Malformed(`line ${parser.line}`, 'this is CVAT for video; export CVAT for images');
    if (name === 'image') image = newImage(attributes, parser.line, reading);
    if (!image) return;
    if (name === 'skeleton') skeleton = attributes.group_id ?? `skeleton ${image.skeletons++}`;
    if (name === 'points' || name === 'box') {
      try {
        image.shapes.push(...shapesOf(name, attributes, skeleton, image));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        reading.problem(`line ${parser.line}`, error.message);
      }
    }
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'skeleton') skeleton = null;
    if (name !== 'image' || !image) return;
    addShapes(`line ${image.line}`, image.photo, image.size, image.shapes, reading);
    image = null;
  });
  parser.write(text).close();
}

function newImage({ name, width, height }: Attributes, line: number, reading: Reading): CvatImage | null {
  if (!name) {
    reading.problem(`line ${line}`, 'an image without a name');
    return null;
  }
  const size = { width: Number(width), height: Number(height) };
  return { photo: name, ...(size.width > 0 && size.height > 0 && { size }), line, shapes: [], skeletons: 0 };
}

/**
 * The shapes that an element stands for.
 *
 * @throws RangeError saying what is wrong with it.
 */
function shapesOf(tag: 'points' | 'box', attributes: Attributes, skeleton: string | null, image: CvatImage): Shape[] {
  const label = attributes.label ?? '';
  const group = skeleton ?? attributes.group_id ?? null;
  if (tag === 'box') {
    const box = boxBetween(
      [numberOf(attributes.xtl, 'xtl'), numberOf(attributes.ytl, 'ytl')],
      [numberOf(attributes.xbr, 'xbr'), numberOf(attributes.ybr, 'ybr')],
    );
    if (!box) throw new RangeError(`the box ${label} is empty`);
    return [{ label, group, box }];
  }
  if (attributes.outside === '1') return [{ label, group, point: null }];
  const points = (attributes.points ?? '').split(';').map((pair): Point => {
    const [x, y, more] = pair.split(',');
    if (more !== undefined) throw new RangeError(`expected x,y;x,y;... as points; got '${attributes.points}'`);
    return [numberOf(x, 'x'), numberOf(y, 'y')];
  });
  if (points.length === 1) return [{ label, group, point: points[0]! }];
  // All landmarks of a face in one shape: a face of its own.
  const own = group ?? `points ${image.skeletons++}`;
  return points.map((point, i) => ({ label: String(i), group: own, point, count: points.length }));
}

/**
 * The number in an attribute.
 *
 * @throws RangeError when it is none.
 */
function numberOf(text: string | undefined, name: string): number {
  const value = text === undefined || text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a number; got '${text ?? ''}'`);
  return value;
}
