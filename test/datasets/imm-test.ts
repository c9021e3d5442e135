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
    const { faces, generated, reading } = await readImm(realData(this, 'imm_face_db'));
    assert.equal(faces.length, IMM_FACES);
    assert.deepEqual(reading, { read: IMM_FACES, expected: IMM_FACES, findings: [] });
    assert.equal(generated, false);
    assert.equal(new Set(faces.map((face) => face.group)).size, 40);
    const women = new Set(faces.filter((face) => face.labels.sex === 'female').map((face) => face.labels.person));
    assert.deepEqual([...women].sort(), ['08', '12', '14', '15', '22', '30', '35']);
  });

  it('has the checksum by which its results are known', async function () {
    const { checksum } = await readImm(realData(this, 'imm_face_db'));
    assert.equal(checksum, '8885bfb046e7f25d6015bbe04f60e823d019d26db0b9fbe93751ed1d99c94f5e');
  });
});

describe('readImm on bad folders', () => {
  const folder = temporaryFolder();

  // What is wrong with single files: see gate/imm-faults-test.ts.
  it('names a folder without annotations, or that is missing', async () => {
    await assert.rejects(readImm(folder()), isDataError(folder()));
    await assert.rejects(readImm(join(folder(), 'missing')), isDataError(join(folder(), 'missing')));
  });
});
