import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { read300W } from '../../lib/datasets/ibug300w';
import { temporaryFolder } from '../environment';
import { isDataError } from '../errors';
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
  const photo = async (name: string) => {
    await mkdir(dirname(join(folder(), name)), { recursive: true });
    await sharp({ create: { width: 30, height: 20, channels: 3, background: 'gray' } }).toFile(join(folder(), name));
  };
  beforeEach(() => photo('a_1.png'));

  const parts = (count = 68) =>
    Array.from({ length: count }, (_, i) => `<part name='${String(i).padStart(2, '0')}' x='${i}' y='-1'/>`).reverse();
  const box = (content: string[], more = '') =>
    `<box top='-2' left='3' width='10' height='9'${more}>${content.join('\n')}</box>`;
  const read = async (images: string) => {
    const xml = `<?xml version='1.0' encoding='ISO-8859-1'?><dataset><images>${images}</images></dataset>`;
    await writeFile(join(folder(), 'labels_ibug_300W_train.xml'), xml);
    return (await read300W(folder(), 'training')).faces;
  };

  it('reads parts in any order, landmarks outside, several faces per photo, and leaves ignored ones out', async () => {
    const boxes = `${box(parts())}${box([], " ignore='1'")}${box(parts())}`;
    const faces = await read(`<image file='a_1.png'>${boxes}</image>`);
    assert.deepEqual(
      faces.map((face) => face.id),
      ['a_1', 'a_1#2'],
    );
    const [face] = faces;
    assert.deepEqual([face!.width, face!.height], [30, 20]);
    assert.deepEqual(face!.box, { x: 3, y: -2, width: 10, height: 9 });
  });

  it('makes indices of pixels continuous', async () => {
    const [face] = await read(`<image file='a_1.png' width='30' height='20'>${box(parts())}</image>`);
    assert.deepEqual([...face!.landmarks.slice(132)], [66.5, -0.5, 67.5, -0.5]);
  });

  it('groups by photo: without the number of a face and the mark of a twin, but with the number of an LFPW photo', async () => {
    const groups = {
      'afw/3464901851_1': 'afw/3464901851',
      'helen/trainset/100040721_12_mirror': 'helen/trainset/100040721',
      'lfpw/trainset/image_0457_mirror': 'lfpw/trainset/image_0457',
      'ibug/image_003_1': 'ibug/image_003',
    };
    for (const name of Object.keys(groups)) await photo(`${name}.png`);
    const faces = await read(
      Object.keys(groups)
        .map((name) => `<image file='${name}.png'>${box(parts())}</image>`)
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

  const bad: [string, string, string[]][] = [
    ['too few parts', `<image file='a_1.png'>${box(parts(67))}</image>`, ['line', '67', '68', 'a_1.png']],
    ['a part twice', `<image file='a_1.png'>${box([...parts(67), parts()[5]!])}</image>`, ['line', 'twice']],
    ['a part too many', `<image file='a_1.png'>${box(parts(69))}</image>`, ['line', '0..67', 'got 68']],
    ['a part outside a box', `<image file='a_1.png'>${parts(1).join('')}</image>`, ['line']],
    ['a box without size', `<image file='a_1.png'><box top='1' left='2' width='3'/></image>`, ['line', 'height']],
    ['an empty box', `<image file='a_1.png'><box top='1' left='2' width='3' height='0'/></image>`, ['line', '3 x 0']],
    ['a box outside an image', box(parts()), ['line']],
    ['an image without a file', '<image/>', ['line']],
    ['a missing photo', `<image file='b.png'>${box(parts())}</image>`, ['b.png']],
    ['a photo elsewhere', `<image file='../b.png'>${box(parts())}</image>`, ['../b.png']],
    ['no face', '', []],
    ['a broken tag', '<image file="a_1.png"><box', ['line 1']],
  ];
  for (const [name, images, named] of bad) {
    it(`names the file with ${name}`, () =>
      assert.rejects(read(images), isDataError(join(folder(), 'labels_ibug_300W_train.xml'), ...named)));
  }

  it('names the annotation file that is missing', () =>
    assert.rejects(read300W(folder(), 'test'), isDataError(join(folder(), 'labels_ibug_300W_test.xml'))));
});
