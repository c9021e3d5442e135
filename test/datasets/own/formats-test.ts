import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Reading } from '../../../lib/datasets/own/annotation';
import type { Annotation } from '../../../lib/datasets/own/annotation';
import { recognize } from '../../../lib/datasets/own/formats/recognize';
import { decodeText } from '../../../lib/datasets/text';
import { writers } from './writers';
import type { Drawn, Writer } from './writers';

/** Reads a file's text as the loader does. */
async function read(name: string, text: string): Promise<Reading & { format: string }> {
  const reading = new Reading();
  const file = { path: name, text: decodeText(Buffer.from(text)) };
  const format = recognize(file);
  await format.read(file, reading);
  return Object.assign(reading, { format: format.name });
}

const pixel = fc.integer({ min: -40, max: 4000 }).map((quarters) => quarters / 4);
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
  .map((text) => text.replace(/[\p{C}\p{Z}./\\_]/gu, ''));
const name = word.filter((text) => text !== '' && !/^[\dxy]|[xy]$/i.test(text));

/** Faces that a format can hold. */
function drawnFaces({ several, missing, fewest }: Writer): fc.Arbitrary<{ faces: Drawn[]; names: string[] }> {
  const names = fc.uniqueArray(name, { minLength: fewest, maxLength: 9, selector: (text) => text.toLowerCase() });
  return names.chain((names) => {
    const point = fc.tuple(pixel, pixel);
    const one = missing ? fc.option(point, { freq: 4 }) : point;
    const face = fc.record({
      photo: fc.constantFrom('a.jpg', 'Zoë/b c.PNG', '写真/三.jpeg'),
      points: fc.tuple(...names.map(() => one)).filter((points) => points.some(Boolean)),
      x: fc.integer({ min: -20, max: 100 }),
      width: fc.integer({ min: 1, max: 300 }),
    });
    const comparator = (a: { photo: string }, b: { photo: string }) => !several && a.photo === b.photo;
    return fc.uniqueArray(face, { minLength: 1, maxLength: 4, comparator }).map((ones) => ({
      names,
      faces: ones.map(({ photo, points, x, width }) => {
        return { photo, points, width: 320, height: 240, box: { x, y: x + 7, width, height: width + 3 } };
      }),
    }));
  });
}

/** Points of a face by name, in pixels. */
function expectedPoints({ points }: Drawn, names: readonly string[] | null): Map<string, readonly [number, number]> {
  return new Map(points.flatMap((point, i) => (point ? [[names?.[i] ?? String(i), point] as const] : [])));
}

function assertFace(annotation: Annotation, face: Drawn, names: readonly string[] | null, writer: Writer): void {
  const expected = expectedPoints(face, names);
  assert.deepEqual([...annotation.points.keys()].sort(), [...expected.keys()].sort());
  for (const [name, [x, y]] of annotation.points) {
    const scale = annotation.fractions ? [face.width, face.height] : [1, 1];
    const [u, v] = expected.get(name)!;
    const off = Math.max(Math.abs(x * scale[0]! - u), Math.abs(y * scale[1]! - v));
    assert.ok(off <= writer.tolerance + 1e-9, `${name} is off by ${off}`);
  }
  if (writer.boxes) assert.deepEqual(annotation.box, face.box);
}

for (const [title, writer] of Object.entries(writers)) {
  describe(`the format ${title}`, () => {
    it('reads whatever was written: names in any script, missing landmarks, several faces', async () => {
      await fc.assert(
        fc.asyncProperty(drawnFaces(writer), async ({ faces, names }) => {
          const found: Annotation[] = [];
          for (const file of writer.write(faces, names)) {
            const reading = await read(file.name, file.text);
            assert.deepEqual(reading.problems, []);
            assert.equal(reading.format, writer.format);
            found.push(...reading.annotations);
          }
          // Formats with a list of photos have the faces of one together.
          const photos = [...new Set(faces.map(({ photo }) => photo))];
          const ordered = title.startsWith('CSV')
            ? faces
            : photos.flatMap((photo) => faces.filter((one) => one.photo === photo));
          assert.equal(found.length, ordered.length);
          ordered.forEach((face, i) => assertFace(found[i]!, face, writer.named ? names : null, writer));
        }),
        { numRuns: 60 },
      );
    });

    it('takes CRLF and a byte order mark', async () => {
      const face: Drawn = {
        photo: 'a.jpg',
        width: 320,
        height: 240,
        points: [
          [10.5, 20.5],
          [30.5, 40.5],
        ],
        box: { x: 1, y: 2, width: 30, height: 40 },
      };
      for (const file of writer.write([face], ['a', 'b'])) {
        const text = `\ufeff${file.text.replace(/^\ufeff/, '').replace(/\r?\n/g, '\r\n')}`;
        const { annotations, problems } = await read(file.name.toUpperCase(), text);
        assert.deepEqual(problems, []);
        assertFace(annotations[0]!, face, writer.named ? ['a', 'b'] : null, writer);
      }
    });
  });
}

describe('the convention of coordinates: the center of the first pixel is at (0.5, 0.5)', () => {
  const at = async (name: string, text: string) => [...(await read(name, text)).annotations[0]!.points.values()][0];
  const xml = (parts: string) =>
    `<dataset><image file='a.jpg'><box top='0' left='0' width='9' height='9'>${parts}</box></image></dataset>`;
  const coco = {
    images: [{ id: 1, file_name: 'a.jpg' }],
    annotations: [{ image_id: 1, keypoints: [0, 0, 2] }],
  };
  const labelme = { imagePath: 'a.jpg', shapes: [{ label: 'a', shape_type: 'point', points: [[0.5, 0.5]] }] };
  const texts: [string, string, string][] = [
    ['imglab counts pixels from 0', 'a.xml', xml("<part name='0' x='0' y='0'/>")],
    ['.pts counts pixels from 1', 'a.pts', '1 1'],
    ['COCO counts pixels from 0', 'a.json', JSON.stringify(coco)],
    ['tables count pixels from 0', 'a.csv', 'file,x1,y1\na.jpg,0,0'],
    ['LabelMe measures from the corner', 'a.json', JSON.stringify(labelme)],
    [
      'CVAT measures from the corner',
      'a.xml',
      '<annotations><image id="0" name="a.jpg"><points label="a" points="0.5,0.5"/></image></annotations>',
    ],
  ];
  for (const [title, name, text] of texts) {
    it(title, async () => assert.deepEqual(await at(name, text), [0.5, 0.5]));
  }
  it('.asf has fractions of the whole photo', async () => {
    const { annotations } = await read('a.asf', '1\n0 0 0.5 0.25 0 0 0\na.jpg');
    assert.deepEqual([annotations[0]!.fractions, annotations[0]!.points.get('0')], [true, [0.5, 0.25]]);
  });
});
