import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { photoGroup, read300W } from '../../lib/datasets/ibug300w';
import { realData } from './real-data';

describe('read300W on the real data', () => {
  it('finds faces and their twins, in one group with the photo they are from', async function () {
    const { faces } = await read300W(realData(this, 'ibug_300W_large_face_landmark_dataset'), 'training');
    const mirrored = faces.filter((face) => face.labels.mirrored === 'yes');
    assert.equal(mirrored.length * 2, faces.length);
    assert.equal(new Set(faces.map((face) => face.id)).size, faces.length);
    const groups = new Map(faces.map((face) => [face.id, face.group]));
    for (const { id, group } of mirrored) assert.equal(groups.get(id.replace('_mirror', '')), group);
  });

  it('takes indices of pixels half a pixel further, and boxes as they are', async function () {
    const { faces } = await read300W(realData(this, 'ibug_300W_large_face_landmark_dataset'), 'training');
    const face = faces.find(({ id }) => id === 'afw/3464901851_1') ?? this.skip();
    if (face.width !== 441) this.skip(); // the complete archive has larger photos than the reduced one
    assert.deepEqual([...face.landmarks.slice(0, 4)], [128.5, 191.5, 130.5, 219.5]);
    assert.deepEqual(face.box, { x: 120, y: 120, width: 200, height: 200 });
    assert.deepEqual(face.labels, { source: 'afw', mirrored: 'no' });
  });
});

describe('photoGroup', () => {
  it('cuts off the number of a face and the mark of a twin, but not the number of an LFPW photo', () => {
    assert.equal(photoGroup('afw/3464901851_1'), 'afw/3464901851');
    assert.equal(photoGroup('helen/trainset/100040721_12_mirror'), 'helen/trainset/100040721');
    assert.equal(photoGroup('lfpw/trainset/image_0457_mirror'), 'lfpw/trainset/image_0457');
    assert.equal(photoGroup('ibug/image_003_1'), 'ibug/image_003');
  });
});

describe('read300W on made files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ibug-'));
    const photo = { width: 30, height: 20, channels: 3 as const, background: 'gray' };
    await sharp({ create: photo }).toFile(join(folder, 'a_1.png'));
  });
  after(() => rm(folder, { recursive: true }));

  const parts = (count = 68) =>
    Array.from({ length: count }, (_, i) => `<part name='${String(i).padStart(2, '0')}' x='${i}' y='-1'/>`).reverse();
  const box = (content: string[], more = '') =>
    `<box top='-2' left='3' width='10' height='9'${more}>${content.join('\n')}</box>`;
  const read = async (images: string) => {
    const xml = `<?xml version='1.0' encoding='ISO-8859-1'?><dataset><images>${images}</images></dataset>`;
    await writeFile(join(folder, 'labels_ibug_300W_train.xml'), xml);
    return (await read300W(folder, 'training')).faces;
  };

  it('reads parts in any order, landmarks outside, several faces a photo, and leaves ignored ones out', async () => {
    const boxes = `${box(parts())}${box([], " ignore='1'")}${box(parts())}`;
    const faces = await read(`<image file='a_1.png'>${boxes}</image>`);
    assert.deepEqual(
      faces.map((face) => face.id),
      ['a_1', 'a_1#2'],
    );
    const [face] = faces;
    assert.deepEqual([face!.width, face!.height], [30, 20]);
    assert.deepEqual([...face!.landmarks.slice(132)], [66.5, -0.5, 67.5, -0.5]);
    assert.deepEqual(face!.box, { x: 3, y: -2, width: 10, height: 9 });
  });

  const bad: [string, string, RegExp][] = [
    ['too few parts', `<image file='a_1.png'>${box(parts(67))}</image>`, /line \d+: a face with 67 parts in a_1\.png/],
    ['a part twice', `<image file='a_1.png'>${box([...parts(67), parts()[5]!])}</image>`, /68 different ones/],
    ['a part too many', `<image file='a_1.png'>${box(parts(69))}</image>`, /part 68, where 0 to 67/],
    [
      'a box without size',
      `<image file='a_1.png'><box top='1' left='2' width='3'/></image>`,
      /height should be a number/,
    ],
    ['an empty box', `<image file='a_1.png'><box top='1' left='2' width='3' height='0'/></image>`, /a box of 3 x 0/],
    ['a missing photo', `<image file='b.png'>${box(parts())}</image>`, /the photo b\.png is missing/],
    ['a photo elsewhere', `<image file='../b.png'>${box(parts())}</image>`, /\.\.\/b\.png is outside/],
    ['no face', '', /no faces in it/],
    ['a broken tag', '<image file="a_1.png"><box', /labels_ibug_300W_train\.xml, line 1: not well-formed XML/],
  ];
  for (const [name, images, message] of bad) {
    it(`names the file with ${name}`, () => assert.rejects(read(images), message));
  }
});
