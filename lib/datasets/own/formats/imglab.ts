import { parseDlibXml } from '../../dlib-xml';
import { fromIndex } from '../annotation';
import type { Format, Point, Reading, TextFile } from '../annotation';

/**
 * The XML files of imglab, dlib's annotation tool: several faces in each photo, parts of any number and name, some of them
 * missing. Parts whose names are numbers (`00`, `1`) are numbered landmarks.
 *
 * Parts are indices of pixels counted from 0, so (0, 0) is the center of the first pixel, at (0.5, 0.5). Boxes are
 * ranges of pixels, so a box of left 0 begins at 0. Photos are taken as they are stored, whatever their EXIF orientation:
 * dlib does not read it.
 */
export const imglab: Format = { name: 'imglab XML (dlib)', read: readImglab };

function readImglab({ text }: TextFile, reading: Reading): void {
  parseDlibXml(text, {
    problem: (line, problem) => reading.problem(`line ${line}`, problem),
    face: ({ line, photo, size, box, parts, ignored }) => {
      if (ignored) return reading.leaveOut('annotations marked to be ignored');
      const points = new Map<string, Point>();
      for (const [name, [x, y]] of parts) points.set(landmarkName(name), [fromIndex(x), fromIndex(y)]);
      reading.add({ entry: `line ${line}`, photo: { path: photo }, ...(size && { size }), box, points });
    },
  });
}

/** `007` is number 7. */
const landmarkName = (name: string): string => (/^\d+$/.test(name) ? String(Number(name)) : name);
