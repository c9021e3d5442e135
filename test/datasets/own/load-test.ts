import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { findingLine } from '../../../lib/datasets/gate/reading';
import { read300W } from '../../../lib/datasets/ibug300w';
import { loadOwnData } from '../../../lib/datasets/own/load';
import { problemLine } from '../../../lib/datasets/own/own-data';
import { cachePath } from '../../../lib/paths';
import { makeDataset } from '../../../lib/samples/make';
import { temporaryFolder, withEnvironment } from '../../environment';
import { isDataError } from '../../errors';
import { bytesOf } from '../../samples/bytes';
import { matchSnapshot } from '../../snapshot';
import { assertClose } from '../../transforms/arbitraries';
import { synthetic300W } from '../real-data';
import { assertSameFaces } from './round-trip';
import { writers } from './writers';

describe('300-W written in each format', () => {
  let photos: string;
  before(async () => (photos = await synthetic300W()));
  const folder = temporaryFolder();
  withEnvironment(() => ({ FACES_CACHE: join(folder(), '.cache') }));

  it("is read again from Kaggle's table", async () => {
    const { images, landmarks, faces } = await makeDataset(await read300W(photos, 'training'), {
      width: 96,
      height: 96,
      crop: { scale: 1.5 },
    });
    const names = Array.from({ length: 68 }, (_, i) => `p${i}`);
    const header = [...names.flatMap((name) => [`${name}_x`, `${name}_y`]), 'Image'];
    const pixels = landmarks.map((value) => 96 * value);
    const rows = faces.map((_, i) => {
      const own = Array.from(pixels.subarray(136 * i, 136 * (i + 1)), (value) => value - 0.5);
      return [...own, images.read([i]).join(' ')].join(',');
    });
    await writeFile(join(folder(), 'training.csv'), [header.join(','), ...rows].join('\n'));
    const own = await loadOwnData(folder());
    assert.deepEqual([own.report.problems, own.crop], [[], 'photo']);
    const again = await makeDataset(own.set, { width: 96, height: 96 });
    assert.deepEqual(bytesOf(again.images), bytesOf(images));
    assertClose([...again.landmarks], [...landmarks], 1e-6);
  });

  for (const [title, writer] of Object.entries(writers)) {
    it(`is read again from ${title}`, async () => {
      const { faces } = await read300W(photos, 'training');
      // Imglab writes whole pixels.
      await assertSameFaces(folder(), faces, writer, title === 'imglab' ? 0.5 : 0.01);
    });
  }
});

describe('loadOwnData', () => {
  const folder = temporaryFolder();
  withEnvironment(() => ({ FACES_CACHE: join(folder(), '.cache') }));
  const write = async (name: string, text: string | Buffer) => {
    await mkdir(dirname(join(folder(), name)), { recursive: true });
    await writeFile(join(folder(), name), text);
  };
  const photo = async (name: string, { width = 30, height = 20, orientation = 1 } = {}) => {
    const image = sharp({ create: { width, height, channels: 3, background: 'gray' } });
    await write(name, await image.withMetadata({ orientation }).jpeg().toBuffer());
  };
  const lines = async () => (await loadOwnData(folder())).report.problems.map(problemLine);

  it('finds photos by paths of other computers, in nested folders, in other cases and scripts', async () => {
    await photo('Fotos/Zoë.JPG'.normalize('NFD'));
    await photo('写真/三.jpg');
    await photo('写真/四.jpg');
    const rows = ['C:\\Users\\me\\fotos\\zoë.jpg,1,2', '写真\\三.jpg,1,2', '四,1,2'].join('\n');
    await write('a/b/labels.CSV', `file,x1,y1\n${rows}`);
    const { set, report } = await loadOwnData(folder());
    assert.deepEqual(report.problems, []);
    assert.deepEqual(
      set.faces.map(({ id }) => id.normalize('NFC')),
      ['Fotos/Zoë', '写真/三', '写真/四'],
    );
  });

  it('ignores what macOS puts beside files, and counts photos without annotation', async () => {
    await photo('a.jpg');
    await photo('b.jpg');
    await write('a.pts', '1 1\n2 2');
    await write('._a.pts', 'binary');
    await write('__MACOSX/._b.jpg', 'binary');
    await write('notes.txt', '');
    const { report } = await loadOwnData(folder());
    assert.deepEqual([report.problems, report.photos, report.withoutAnnotation], [[], 2, ['b.jpg']]);
  });

  it('turns photos upright if the annotation was made on the upright photo', async () => {
    const turned = { width: 30, height: 20, orientation: 6 };
    for (const name of ['stated.jpg', 'fits.jpg', 'usual.jpg']) await photo(name, turned);
    const shape = { label: 'a', shape_type: 'point', points: [[10, 25]] };
    await write(
      'stated.json',
      JSON.stringify({ imagePath: 'stated.jpg', imageWidth: 20, imageHeight: 30, shapes: [shape] }),
    );
    await write('fits.json', JSON.stringify({ imagePath: 'fits.jpg', shapes: [shape] }));
    await write(
      'usual.xml',
      `<dataset><image file='usual.jpg'><box top='1' left='1' width='9' height='9'><part name='a' x='3' y='4'/></box></image></dataset>`,
    );
    const { set, report } = await loadOwnData(folder());
    assert.deepEqual(report.problems, []);
    for (const face of set.faces) {
      const { width, height } = await sharp(face.photo).metadata();
      assert.deepEqual([width, height], [face.width, face.height]);
    }
    assert.deepEqual(
      set.faces.map(({ id, width, photo }) => [id, width, photo.startsWith(cachePath())]),
      [
        ['fits', 20, true],
        ['stated', 20, true],
        ['usual', 30, false],
      ],
    );
  });

  it("reads Kaggle's table, with missing landmarks and photos in it", async () => {
    const gray = Array.from({ length: 96 * 96 }, (_, i) => i % 256).join(' ');
    const header =
      'left_eye_center_x,left_eye_center_y,right_eye_center_x,right_eye_center_y,nose_tip_x,nose_tip_y,Image';
    await write(
      'training.csv',
      [header, `66,39,30,36,48.5,57,${gray}`, `65,40,,,48,58,${gray.replace('0', '7')}`].join('\n'),
    );
    const { set, crop, decisions, report } = await loadOwnData(folder());
    assert.deepEqual(report.problems, []);
    assert.deepEqual(report.landmarks, { present: 5, missing: 1 });
    assert.deepEqual([...set.faces[1]!.landmarks], [65.5, 40.5, NaN, NaN, 48.5, 58.5]);
    assert.deepEqual(set.landmarkSet.mirror, [1, 0, 2]);
    assert.equal(decisions.find(({ topic }) => topic === 'Mirror pairs')!.basis, 'names of the landmarks');
    assert.deepEqual([set.faces[0]!.width, set.faces[0]!.height, crop], [96, 96, 'photo']);
    const { data } = await sharp(set.faces[0]!.photo).toColorspace('b-w').raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual(
      [...data.subarray(0, 300)],
      Array.from({ length: 300 }, (_, i) => i % 256),
    );
  });

  it('has one line for each thing that is wrong, and what to do', async () => {
    await photo('a.jpg');
    await photo('b.jpg');
    await photo('deep/c.jpg');
    await photo('deeper/c.jpg');
    await write('broken.jpg', Buffer.from('not a photo'));
    await write('a.pts', '1 1\n2 2\n3 3');
    await write('b.pts', '1 1\n2 2');
    await write('c.pts', '1 1\n2 2\n3 3');
    await write('broken.pts', '1 1\n2 2\n3 3');
    await write('text.pts', '1 1\n2 b');
    await write('count.pts', 'n_points: 4\n{\n1 1\n}');
    await write('config.json', '{}');
    await write('half.json', '{');
    await write('voc.xml', '<annotation><object/></annotation>');
    await write(
      'table.csv',
      'file,x1,y1,x2,y2,x3,y3\na.jpg,1,,2,2,3,3\nmissing.jpg,1,1,2,2,3,3\na.jpg,1,1\na.jpg,1,one,2,2,3,3',
    );
    await write(
      'size.json',
      JSON.stringify({
        imagePath: 'b.jpg',
        imageWidth: 300,
        imageHeight: 200,
        shapes: [{ label: 'x', shape_type: 'point', points: [[1, 2]] }],
      }),
    );
    await write('sheet.csv', 'name,surname\nEve,E');
    matchSnapshot((await lines()).join('\n'), 'problems.txt');
    const { set } = await loadOwnData(folder());
    assert.deepEqual(set.reading!.findings.map(findingLine), await lines());
    assert.equal(set.reading!.expected - set.reading!.read, set.reading!.findings.length);
    await assert.rejects(loadOwnData(folder(), { strict: true }), isDataError('config.json'));
  });

  it('leaves out what the files ask to leave out, and counts it', async () => {
    await photo('a.jpg');
    const box = "<box top='1' left='1' width='9' height='9'";
    const part = "<part name='nose' x='3' y='4'/>";
    const xml = `<dataset><image file='a.jpg'>${box}>${part}</box>${box} ignore='1'>${part}</box>${box}/></image></dataset>`;
    await write('labels.xml', xml);
    await write('again/labels.xml', xml);
    const { set, report } = await loadOwnData(folder());
    assert.equal(set.faces.length, 1);
    assert.deepEqual(report.leftOut, [
      { what: 'annotations marked to be ignored', number: 2 },
      { what: 'annotations without landmarks', number: 2 },
      { what: 'annotations that are there twice', number: 1 },
    ]);
  });

  it('names a folder that is missing, a file, without annotations or without any good one', async () => {
    await assert.rejects(loadOwnData(join(folder(), 'none')), isDataError('none', 'no such folder'));
    await assert.rejects(loadOwnData(folder()), isDataError(folder(), 'no annotations', 'COCO'));
    await write('a.pts', '1 1');
    await assert.rejects(loadOwnData(join(folder(), 'a.pts')), isDataError('a.pts', 'folder'));
    await assert.rejects(
      loadOwnData(folder()),
      isDataError(folder(), 'nothing in it could be used', 'a.pts', 'name a'),
    );
  });
});
