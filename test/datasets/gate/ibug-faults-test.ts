import assert from 'node:assert/strict';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read300W } from '../../../lib/datasets/ibug300w';
import { temporaryFolder, withEnvironment } from '../../environment';
import { isDataError } from '../../errors';
import { collectNotices } from '../../notices';
import { brokenPhotos } from '../../photos';
import { entryWriter, partOf, putPhoto } from '../made-labels';
import type { Entry } from '../made-labels';

const LABELS = 'labels_ibug_300W_train.xml';

describe('an annotation file of 300-W', () => {
  const folder = temporaryFolder();
  const notices = collectNotices();
  withEnvironment(() => ({ FACES_STRICT: undefined }));
  let entry: (of?: Entry) => string;
  before(async () => (entry = await entryWriter()));
  const put = (name: string): Promise<void> => putPhoto(folder(), name);
  async function read(
    entries: string,
    before = "<?xml version='1.0' encoding='ISO-8859-1'?>",
  ): Promise<Awaited<ReturnType<typeof read300W>>> {
    await writeFile(join(folder(), LABELS), `${before}<dataset><images>\n${entries}\n</images></dataset>`);
    return read300W(folder(), 'training');
  }
  beforeEach(async () => {
    await put('good_1.jpg');
    await put('bad_1.jpg');
  });

  it('is read completely where nothing is wrong', async () => {
    const { faces, reading } = await read(entry());
    assert.equal(faces.length, 1);
    assert.deepEqual(reading, { read: 1, expected: 1, findings: [] });
    assert.deepEqual(notices, []);
  });

  const far = (i: string, to: string) => (name: string, x: number, y: number) =>
    name === i ? `<part name='${name}' x='${to}' y='5'/>` : partOf(name, x, y);
  const FAULTS: Readonly<Record<string, [Entry | (() => string), string]>> = {
    'a point at 1e300': [{ part: far('07', '1e300') }, 'landmark 7 is at (Infinity, 6), far outside the photo'],
    'a point at 99999': [{ part: far('07', '99999') }, 'landmark 7 is at (100000, 6), far outside the photo'],
    'a point at -5000': [{ part: far('07', '-5000') }, 'landmark 7 is at (-4999, 6), far outside the photo'],
    'a point that is no number': [{ part: far('07', 'left') }, "x must be a number; got 'left'"],
    'a point without x': [{ part: (name, _, y) => `<part name='${name}' y='${y}'/>` }, 'x must be a number'],
    'all points equal': [{ part: (name) => partOf(name, 100, 100) }, 'all its landmarks are at one place'],
    'x and y swapped': [
      { part: (name, x, y) => partOf(name, y, x) },
      'its landmarks form no face: x and y are swapped',
    ],
    'a mirror image without its order': [
      { part: (name, x, y) => partOf(name, 512 - x, y) },
      'its landmarks form no face',
    ],
    'a part twice': [{ part: (name, x, y) => partOf(name === '09' ? '08' : name, x, y) }, 'the part 08 is there twice'],
    'a part under two names': [
      { part: (name, x, y) => partOf(name === '09' ? '8' : name, x, y) },
      'must have 68 parts; got 67',
    ],
    'a part of no number': [
      { part: (name, x, y) => partOf(name === '09' ? 'nose' : name, x, y) },
      'must be in 0..67; got nose',
    ],
    'a part 68': [{ part: (name, x, y) => partOf(name === '09' ? '68' : name, x, y) }, 'must be in 0..67; got 68'],
    'a part missing': [
      { part: (name, x, y) => (name === '09' ? '' : partOf(name, x, y)) },
      'must have 68 parts; got 67',
    ],
    'a box off the photo': [
      { box: "left='5000' top='70' width='120' height='120'" },
      'the box 5000,70,120,120 lies outside the photo',
    ],
    'a box of 1 x 1': [{ box: "left='62' top='70' width='1' height='1'" }, 'its box of 1 x 1 pixels is far too small'],
    'a box of 30000': [{ box: "left='-15000' top='-15000' width='30000' height='30000'" }, 'far larger than the photo'],
    'a box of 1e300': [{ box: "left='0' top='0' width='1e300' height='1e300'" }, 'far larger than the photo'],
    'an empty box': [{ box: "left='0' top='0' width='0' height='10'" }, 'a box must not be empty; got 0 x 10'],
    'a box without size': [{ box: "left='0' top='0'" }, 'width must be a number'],
    'a size that the photo does not have': [
      { size: "width='400' height='300'" },
      '512 x 512 pixels, but its annotation states 400 x 300',
    ],
    'a photo that is missing': [{ file: 'none.jpg' }, 'the photo none.jpg is missing'],
    'a photo elsewhere': [{ file: '../bad_1.jpg' }, 'the photo ../bad_1.jpg must be inside the folder'],
    'a photo at the root': [{ file: '/etc/passwd' }, 'the photo /etc/passwd must be inside the folder'],
    'an image without a file': [() => entry({ file: '' }), 'an image without a file'],
    'a part outside any box': [
      () => "<image file='bad_1.jpg'><part name='00' x='1' y='1'/></image>",
      'a part outside any box',
    ],
  };
  for (const [name, [fault, text]] of Object.entries(FAULTS)) {
    it(`leaves out an entry with ${name}, and says so`, async () => {
      // Several good faces, so that the mean face is known.
      for (const i of [2, 3, 4]) await put(`good_${i}0.jpg`);
      const good = [1, 20, 30, 40].map((i) => entry({ file: `good_${i}.jpg` }));
      const bad = typeof fault === 'function' ? fault() : entry({ file: 'bad_1.jpg', ...fault });
      const { faces, reading } = await read([...good, bad].join('\n'));
      assert.ok(faces.length === 1 || faces.length === 4);
      assert.ok(
        reading!.findings.some(({ problem }) => problem.includes(text)),
        JSON.stringify(reading!.findings),
      );
      assert.match(notices.join(), /^iBUG 300-W, training part: \d of \d faces/);
    });
  }

  it('may name photos as Windows writes paths, and with a byte order mark before the XML', async () => {
    await mkdir(join(folder(), 'afw'));
    for (const name of ['a_1.jpg', 'b_1.JPG', 'Müller_1.jpg']) await put(join('afw', name));
    const entries = ['.\\afw\\a_1.jpg', 'afw\\b_1.jpg', 'afw/Müller_1.jpg'].map((file) => entry({ file }));
    const { faces } = await read(entries.join('\n'), '\ufeff<?xml version="1.0" encoding="UTF-8"?>');
    assert.deepEqual(
      faces.map(({ id }) => id),
      ['afw/a_1', 'afw/b_1', 'afw/Müller_1'],
    );
  });

  it('may have the same photo for two faces, but not the same face twice', async () => {
    await put('two_1.jpg');
    await copyFile(join(folder(), 'two_1.jpg'), join(folder(), 'two_2.jpg'));
    // 300-W stores a copy of the photo for each of its faces.
    assert.equal((await read([entry({ file: 'two_1.jpg' }), entry({ file: 'two_2.jpg' })].join('\n'))).faces.length, 2);
    const { faces, reading } = await read([entry(), entry()].join('\n'));
    assert.equal(faces.length, 1);
    assert.equal(reading!.findings[0]!.problem, 'the same face is annotated twice');
  });

  it('leaves out photos of which a part is missing, or that are none', async () => {
    for (const [name, content] of Object.entries(await brokenPhotos())) {
      await writeFile(join(folder(), 'bad_1.jpg'), content);
      const { faces, reading } = await read([entry(), entry({ file: 'bad_1.jpg' })].join('\n'));
      assert.equal(faces.length, 1, name);
      assert.equal(reading!.findings[0]!.place, 'bad_1.jpg', name);
    }
  });

  it('cannot make the reader expand entities or fetch anything', async () => {
    const doctype = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`;
    for (const name of ['a', 'b', 'c']) {
      await assert.rejects(read(entry({ file: `&${name};.jpg` }), doctype), isDataError(LABELS, 'not well-formed XML'));
    }
  });

  it('is refused where it is no XML, or empty, with its line', async () => {
    for (const text of ['', 'text', '<dataset>', '{"a":1}', '\0\0\0\0', '<dataset><image></dataset>']) {
      await writeFile(join(folder(), LABELS), text);
      await assert.rejects(read300W(folder(), 'training'), isDataError(LABELS), JSON.stringify(text));
    }
    await rm(join(folder(), LABELS));
    await assert.rejects(read300W(folder(), 'training'), isDataError(LABELS, 'no such file'));
  });
});
