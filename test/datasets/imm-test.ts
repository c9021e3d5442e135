import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { landmarksAsFractions } from '../../lib/landmarks/face';
import { immCount, immPoses, readImm } from '../../lib/datasets/imm';
import { realData } from './real-data';

describe('readImm on the real database', () => {
  it('finds 40 people in six poses, 7 of them women', async function () {
    const { faces, generated } = await readImm(realData(this, 'imm_face_db'));
    assert.equal(faces.length, immCount);
    assert.equal(generated, false);
    assert.equal(new Set(faces.map((face) => face.group)).size, 40);
    for (const pose of immPoses) assert.equal(faces.filter((face) => face.labels.pose === pose).length, 40);
    const women = new Set(faces.filter((face) => face.labels.sex === 'female').map((face) => face.labels.person));
    assert.deepEqual([...women].sort(), ['08', '12', '14', '15', '22', '30', '35']);
  });

  it('gives landmarks in pixels of the photo and as fractions as in the file', async function () {
    const folder = realData(this, 'imm_face_db');
    const face = (await readImm(folder)).faces.find(({ id }) => id === '01-1m')!;
    assert.deepEqual([face.width, face.height], [640, 480]);
    assert.deepEqual(face.box, { x: 0, y: 0, width: 640, height: 480 });
    // Columns 3 and 4 of the tip of the nose in 01-1m.asf.
    assert.ok(Math.abs(landmarksAsFractions(face)[104]! - 0.490700602531) < 1e-6);
    assert.ok(Math.abs(face.landmarks[105]! - 480 * 0.63137436) < 1e-3);
  });

  it('has the same checksum twice, and another one after a change of one digit', async function () {
    const source = realData(this, 'imm_face_db');
    await withFolder(async (folder) => {
      for (const name of ['01-1m.asf', '01-1m.jpg']) await copyFile(join(source, name), join(folder, name));
      const first = await readImm(folder);
      assert.equal((await readImm(folder)).checksum, first.checksum);
      const text = await readFile(join(folder, '01-1m.asf'), 'latin1');
      await writeFile(join(folder, '01-1m.asf'), text.replace('0.35763609', '0.35763608'));
      assert.notEqual((await readImm(folder)).checksum, first.checksum);
    });
  });
});

describe('readImm on bad folders', () => {
  const landmarks = (count: number) => Array.from({ length: count }, (_, i) => `0 4 0.5 0.5 ${i} 0 0`);
  const bad: [string, string, string[], RegExp][] = [
    ['an unknown name', '1-7x.asf', [], /1-7x\.asf: a name like 01-1m\.asf is expected/],
    ['68 landmarks', '01-1m.asf', ['68', ...landmarks(68), '01-1m.jpg'], /01-1m\.asf: 68 landmarks, but .* has 58/],
    ['the wrong photo', '01-1m.asf', ['58', ...landmarks(58), '02-1m.jpg'], /should belong to 01-1m\.jpg/],
    ['no photo', '01-1m.asf', ['58', ...landmarks(58), '01-1m.jpg'], /01-1m\.jpg: not readable as a photo/],
  ];
  for (const [name, file, lines, message] of bad) {
    it(`names the file with ${name}`, () =>
      withFolder(async (folder) => {
        await writeFile(join(folder, file), lines.join('\n'));
        await assert.rejects(readImm(folder), message);
      }));
  }

  it('says so where there is nothing', () => withFolder((folder) => assert.rejects(readImm(folder), /no \.asf files/)));
});

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'imm-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
