import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read300W } from '../../lib/datasets/ibug300w';
import { temporaryFolder } from '../environment';
import { entryWriter, putPhoto } from './made-labels';
import type { Entry } from './made-labels';
import { realData, synthetic300W } from './real-data';

const sets: [string, (test: Mocha.Context) => string | Promise<string>][] = [
  ['synthetic faces', () => synthetic300W()],
  ['the real data', (test) => realData(test, 'ibug_300W_large_face_landmark_dataset')],
];
for (const [name, folder] of sets) {
  describe(`read300W on ${name}`, () => {
    it('finds faces and their twins, in one group with the photo they are from', async function () {
      const { faces } = await read300W(await folder(this), 'training');
      const mirrored = faces.filter((face) => face.labels.mirrored === 'yes');
      assert.ok(mirrored.length > 0);
      assert.equal(mirrored.length * 2, faces.length);
      assert.equal(new Set(faces.map((face) => face.id)).size, faces.length);
      const groups = new Map(faces.map((face) => [face.id, face.group]));
      for (const { id, group } of mirrored) assert.equal(groups.get(id.replace('_mirror', '')), group);
    });
  });
}

describe('read300W on made files', () => {
  const folder = temporaryFolder();
  let entry: (of?: Entry) => string;
  before(async () => (entry = await entryWriter()));
  const read = async (images: string) => {
    const xml = `<?xml version='1.0' encoding='ISO-8859-1'?><dataset><images>${images}</images></dataset>`;
    await writeFile(join(folder(), 'labels_ibug_300W_train.xml'), xml);
    return (await read300W(folder(), 'training')).faces;
  };

  it('reads parts in any order, several faces per photo, and leaves ignored ones out', async () => {
    await putPhoto(folder(), 'a_1.jpg');
    const reversed = entry().split('\n');
    const [image, box, ...parts] = reversed;
    const boxes = [
      [box, ...parts.slice(0, 68).reverse(), '</box>'],
      [box!.replace('<box', "<box ignore='1'"), '</box>'],
      [box!.replace("left='162'", "left='282'"), ...parts.slice(0, 68).map(shifted), '</box>'],
    ];
    const faces = await read([image!.replace('good_1', 'a_1'), ...boxes.flat(), '</image>'].join('\n'));
    assert.deepEqual(
      faces.map((face) => face.id),
      ['a_1', 'a_1#2'],
    );
    const [face] = faces;
    assert.deepEqual([face!.width, face!.height], [512, 512]);
    assert.deepEqual(face!.box, { x: 162, y: 170, width: 120, height: 120 });
  });

  const shifted = (part: string): string => part.replace(/x='([\d.]+)'/, (_, x) => `x='${Number(x) + 120}'`);

  it('makes indices of pixels continuous, and takes the size from the photo where none is stated', async () => {
    await putPhoto(folder(), 'good_1.jpg');
    const [face] = await read(entry({ size: '' }));
    const [, x = '', y = ''] = /name='67' x='([\d.]+)' y='([\d.]+)'/.exec(entry())!;
    assert.deepEqual([...face!.landmarks.slice(134)], [Number(x) + 0.5, Number(y) + 0.5].map(Math.fround));
    assert.equal(face!.width, 512);
  });

  it('groups by photo: without the number of a face and the mark of a twin, but with the number of an LFPW photo', async () => {
    const groups = {
      'afw/3464901851_1': 'afw/3464901851',
      'helen/trainset/100040721_12_mirror': 'helen/trainset/100040721',
      'lfpw/trainset/image_0457_mirror': 'lfpw/trainset/image_0457',
      'ibug/image_003_1': 'ibug/image_003',
    };
    for (const name of Object.keys(groups)) await putPhoto(folder(), `${name}.jpg`);
    const faces = await read(
      Object.keys(groups)
        .map((name) => entry({ file: `${name}.jpg` }))
        .join(''),
    );
    assert.deepEqual(
      faces.map((face) => face.group),
      Object.values(groups),
    );
    assert.deepEqual(
      faces.map(({ labels }) => `${labels.source} ${labels.mirrored}`),
      ['afw no', 'helen yes', 'lfpw yes', 'ibug no'],
    );
  });
});
