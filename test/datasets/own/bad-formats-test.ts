import assert from 'node:assert/strict';
import { Malformed } from '../../../lib/datasets/malformed';
import { Reading } from '../../../lib/datasets/own/annotation';
import { recognize } from '../../../lib/datasets/own/formats/recognize';
import { matchSnapshot } from '../../snapshot';

async function read(name: string, text: string): Promise<Reading> {
  const reading = new Reading();
  const file = { path: name, text };
  await recognize(file).read(file, reading);
  return reading;
}

/** What is wrong, one line each, and how many faces are left. */
async function outcome(name: string, text: string): Promise<string> {
  const reading = await read(name, text).catch((error: unknown) => {
    if (!(error instanceof Malformed)) throw error;
    return `nothing read: ${error.message}`;
  });
  if (typeof reading === 'string') return reading;
  const problems = reading.problems.map(({ entry, problem, remedy }) =>
    [entry, problem, remedy].filter(Boolean).join(' | '),
  );
  return [`${reading.annotations.length} read`, ...problems].join('\n  ');
}

const point = (label: string, x: number, group_id: number | null = null) => ({
  label,
  points: [[x, 1]],
  shape_type: 'point',
  group_id,
});
const rectangle = (x: number) => ({
  label: 'face',
  points: [
    [x, 0],
    [x + 10, 10],
  ],
  shape_type: 'rectangle',
});
const labelme = (...shapes: object[]) => JSON.stringify({ imagePath: 'a.jpg', shapes });
const cvat = (content: string) => `<annotations><image id="0" name="a.jpg">${content}</image></annotations>`;
const coco = (annotation: object, more: object = {}) =>
  JSON.stringify({
    images: [{ id: 1, file_name: 'a.jpg' }],
    categories: [
      {
        id: 1,
        name: 'face',
        keypoints: ['a', 'b'],
        skeleton: [
          [1, 2],
          [2, 9],
        ],
      },
    ],
    annotations: [{ id: 7, image_id: 1, category_id: 1, keypoints: [1, 1, 2, 2, 2, 2], ...annotation }],
    ...more,
  });

describe('malformed annotations', () => {
  it('are named, and cost no more than their own entry', async () => {
    const files: Record<string, [string, string]> = {
      'COCO without image': ['a.json', coco({ image_id: 5 })],
      'COCO with too few numbers': ['a.json', coco({ keypoints: [1, 1, 2] })],
      'COCO with an unknown visibility': ['a.json', coco({ keypoints: [1, 1, 3, 2, 2, 2] })],
      'COCO with text for a number': ['a.json', coco({ bbox: ['1', 2, 3, 4] })],
      'COCO with images without names': ['a.json', coco({}, { images: [{ id: 1 }] })],
      'LabelMe with a landmark twice': ['a.json', labelme(point('a', 1), point('a', 2))],
      'LabelMe with a point of one number': ['a.json', labelme({ label: 'a', points: [[1]], shape_type: 'point' })],
      'CVAT for video': ['a.xml', '<annotations><track id="0"/></annotations>'],
      'CVAT with text for a number': [
        'a.xml',
        cvat('<points label="a" points="1,x"/><points label="b" points="1,2"/>'),
      ],
      'CVAT with three numbers': ['a.xml', cvat('<points label="a" points="1,2,3"/>')],
      'CVAT with an empty box': ['a.xml', cvat('<box label="f" xtl="1" ytl="1" xbr="1" ybr="3"/>')],
      'CVAT with an image without a name': ['a.xml', '<annotations><image id="0"/></annotations>'],
      'XML that is cut off': ['a.xml', '<dataset><images>'],
      'a table with an unclosed quote': ['a.csv', 'file,x1,y1\n"a.jpg,1,2'],
      'an empty table': ['a.csv', ''],
      'a table with a column twice': ['a.csv', 'file,x1,y1,x1\na.jpg,1,2,3'],
      'a table without photos': ['a.csv', 'x1,y1\n1,2'],
      'a table without a photo in a row': ['a.csv', 'file,x1,y1\n,1,2'],
      'a table with an empty box': ['a.csv', 'file,left,top,right,bottom,x1,y1\na.jpg,5,5,5,9,1,2'],
      'a table with pixels of no square': ['a.csv', `nose_x,nose_y,Image\n1,2,${'7 '.repeat(17)}7`],
      'a table with pixels out of range': ['a.csv', `nose_x,nose_y,Image\n1,2,${'7 '.repeat(24)}300`],
      'points without number': ['a.pts', ''],
    };
    const lines = [];
    for (const [title, [name, text]] of Object.entries(files)) lines.push(`${title}: ${await outcome(name, text)}`);
    matchSnapshot(lines.join('\n'), 'malformed.txt');
  });
});

describe('points and boxes drawn on one photo', () => {
  const faces = async (...shapes: object[]) =>
    (await read('a.json', labelme(...shapes))).annotations.map(({ points, box }) => [
      [...points.keys()].join(''),
      box?.x ?? null,
    ]);

  it('are one face without boxes and groups', async () => {
    assert.deepEqual(await faces(point('a', 1), point('b', 2)), [['ab', null]]);
  });

  it('are faces by their groups; a box of no group belongs to the points in it', async () => {
    assert.deepEqual(await faces(point('a', 1, 1), point('a', 21, 2), point('b', 22, 2), rectangle(20)), [
      ['a', null],
      ['ab', 20],
    ]);
  });

  it('are faces by the boxes that they are in; one box has all points', async () => {
    assert.deepEqual(await faces(rectangle(0), rectangle(20), point('a', 1), point('a', 21)), [
      ['a', 0],
      ['a', 20],
    ]);
    assert.deepEqual(await faces(rectangle(0), point('a', 1), point('b', 50)), [['ab', 0]]);
    assert.deepEqual(await faces(rectangle(0), rectangle(20), point('a', 1), point('a', 21), point('c', 90)), [
      ['a', 0],
      ['a', 20],
      ['c', null],
    ]);
  });

  it('may be of other kinds, which are counted', async () => {
    const { leftOut } = await read(
      'a.json',
      labelme(point('a', 1), {
        label: 'hair',
        points: [
          [1, 1],
          [2, 2],
        ],
        shape_type: 'polygon',
      }),
    );
    assert.deepEqual([...leftOut], [['shapes that are neither points nor rectangles', 1]]);
  });
});
