import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IMM_FACES, readImm } from '../../lib/datasets/imm';
import { temporaryFolder } from '../environment';
import { isDataError } from '../errors';
import { realData, syntheticImm } from './real-data';

describe('readImm on synthetic faces', () => {
  it('finds every person in the six poses', async () => {
    const folder = await syntheticImm();
    const { faces, groupName, generated, title } = await readImm(folder, { generated: true });
    assert.deepEqual(
      [groupName, generated, title],
      ['person', true, 'Synthetic faces annotated like the IMM Face Database'],
    );
    assert.deepEqual(
      faces.map(({ group, labels }) => `${group} ${labels.person} ${labels.pose}`),
      ['01', '02'].flatMap((person) =>
        [
          'frontal, neutral',
          'frontal, smiling',
          'turned to the right',
          'turned to the left',
          'frontal, spot light from the left',
          'free expression',
        ].map((pose) => `${person} ${person} ${pose}`),
      ),
    );
    for (const { labels, id } of faces) assert.equal(labels.sex, id.endsWith('f') ? 'female' : 'male');
  });

  it('gives landmarks in pixels, and the whole photo as the box', async () => {
    const folder = await syntheticImm();
    const face = (await readImm(folder)).faces[0]!;
    assert.deepEqual([face.width, face.height], [640, 480]);
    assert.deepEqual(face.box, { x: 0, y: 0, width: 640, height: 480 });
    const noseTip = (await readFile(join(folder, `${face.id}.asf`), 'latin1'))
      .split('\n')
      .map((line) => line.split(/\s+/))
      .find((columns) => columns[4] === '52')!;
    assert.ok(Math.abs(face.landmarks[104]! - 640 * Number(noseTip[2])) < 1e-3);
    assert.ok(Math.abs(face.landmarks[105]! - 480 * Number(noseTip[3])) < 1e-3);
  });
});

describe('the checksum of readImm', () => {
  const folder = temporaryFolder();

  it('is the same twice, and another after a change of one digit', async () => {
    const source = await syntheticImm();
    const { id } = (await readImm(source)).faces[0]!;
    for (const name of [`${id}.asf`, `${id}.jpg`]) await copyFile(join(source, name), join(folder(), name));
    const first = await readImm(folder());
    assert.equal((await readImm(folder())).checksum, first.checksum);
    const text = await readFile(join(folder(), `${id}.asf`), 'latin1');
    await writeFile(join(folder(), `${id}.asf`), text.replace(/0\.\d{8}/, '0.50000001'));
    assert.notEqual((await readImm(folder())).checksum, first.checksum);
  });
});

describe('readImm on the real database', () => {
  it('finds 40 people, 7 of them women', async function () {
    const { faces, generated } = await readImm(realData(this, 'imm_face_db'));
    assert.equal(faces.length, IMM_FACES);
    assert.equal(generated, false);
    assert.equal(new Set(faces.map((face) => face.group)).size, 40);
    const women = new Set(faces.filter((face) => face.labels.sex === 'female').map((face) => face.labels.person));
    assert.deepEqual([...women].sort(), ['08', '12', '14', '15', '22', '30', '35']);
  });

  it('has the checksum by which its results are known', async function () {
    const { checksum } = await readImm(realData(this, 'imm_face_db'));
    assert.equal(checksum, '5a4a5738eaf9e09a63e7f55f4800b6f2d12bf11b1d149d008789ecfe2662569c');
  });
});

describe('readImm on bad folders', () => {
  const folder = temporaryFolder();
  const landmarks = (count: number) => Array.from({ length: count }, (_, i) => `0 4 0.5 0.5 ${i} 0 0`);
  const bad: [string, string, string[], string[]][] = [
    ['an unknown name', '1-7x.asf', [], ['1-7x.asf', '01-1m.asf']],
    ['68 landmarks', '01-1m.asf', ['68', ...landmarks(68), '01-1m.jpg'], ['01-1m.asf', '68', '58']],
    ['the wrong photo', '01-1m.asf', ['58', ...landmarks(58), '02-1m.jpg'], ['01-1m.asf', '01-1m.jpg', '02-1m.jpg']],
    [
      'a landmark outside',
      '01-1m.asf',
      ['58', ...landmarks(57), '0 4 1.2 0.5 57 0 0', '01-1m.jpg'],
      ['01-1m.asf', '57', '0..1', '1.2'],
    ],
    ['no photo', '01-1m.asf', ['58', ...landmarks(58), '01-1m.jpg'], ['01-1m.jpg', 'no such file']],
  ];
  for (const [name, file, lines, named] of bad) {
    it(`names the file with ${name}`, async () => {
      await writeFile(join(folder(), file), lines.join('\n'));
      await assert.rejects(readImm(folder()), isDataError(folder(), ...named));
    });
  }

  it('names a folder without annotations, or that is missing', async () => {
    await assert.rejects(readImm(folder()), isDataError(folder()));
    await assert.rejects(readImm(join(folder(), 'missing')), isDataError(join(folder(), 'missing')));
  });
});
