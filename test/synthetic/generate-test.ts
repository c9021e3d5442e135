import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate300W, generateImm, isGenerated } from '../../lib/synthetic/generate';
import { writeImmFace } from '../../lib/synthetic/imm-files';
import { photoSize } from '../../lib/synthetic/ibug-files';
import { read300W } from '../../lib/datasets/ibug300w';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { immPoses, readImm } from '../../lib/datasets/imm';
import { mirrorLandmarks } from '../../lib/landmarks/landmark-set';

describe('generated faces', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'generated-'))));
  after(() => rm(folder, { recursive: true }));

  it("are read by IMM's own loader: a person in the six poses", async function () {
    this.timeout(20_000);
    const reports: [number, number][] = [];
    const imm = join(folder, 'imm');
    await generateImm(imm, { seed: 5, people: 1 }, (...report) => reports.push(report));
    const { faces, generated } = await readImm(imm, { generated: isGenerated(imm) });
    assert.ok(generated);
    assert.deepEqual(
      faces.map((face) => face.labels.pose),
      [...immPoses],
    );
    assert.deepEqual(
      new Set(faces.map((face) => `${face.group} ${face.width} ${face.height}`)),
      new Set(['01 640 480']),
    );
    assert.deepEqual(reports.at(-1), [6, 6]);
    // The heads turn as the poses say: the tip of the nose leaves the middle of the eyes' outer corners.
    const turn = faces.map(
      ({ landmarks: points }) => (points[2 * 52]! - (points[26]! + points[42]!) / 2) / (points[26]! - points[42]!),
    );
    assert.ok(Math.abs(turn[0]!) < 0.1 && turn[2]! < -0.12 && turn[3]! > 0.12, turn.join(', '));
    await generateImm(imm, { seed: 5, people: 1 }, () => assert.fail('drawn a second time'));
  });

  it("are read by 300-W's own loader: photos and exact twins", async function () {
    this.timeout(20_000);
    const ibug = join(folder, 'ibug');
    await generate300W(ibug, { seed: 5, training: 2, test: 1 });
    const training = await read300W(ibug, 'training', { generated: true });
    const test = await read300W(ibug, 'test', { generated: true });
    assert.equal(training.faces.length, 4);
    assert.equal(test.faces.length, 2);
    assert.match(test.title, /^Generated/);
    const [face, twin] = training.faces;
    assert.equal(twin!.group, face!.group);
    assert.equal(twin!.labels.mirrored, 'yes');
    mirrorLandmarks(ibug68, face!.landmarks, photoSize).forEach((v, i) =>
      assert.ok(Math.abs(v - twin!.landmarks[i]!) < 0.02),
    );
    assert.equal(twin!.box.x, photoSize - face!.box.x - face!.box.width);
  });

  it('are the same for the same seed, byte by byte, and others for another', async function () {
    this.timeout(20_000);
    const draw = async (name: string, seed: number) => {
      const to = join(folder, name);
      await mkdir(to);
      await writeImmFace(to, seed, 0);
      return Promise.all((await readdir(to)).sort().map((file) => readFile(join(to, file))));
    };
    const first = await draw('a', 1);
    assert.deepEqual(await draw('b', 1), first);
    assert.notDeepEqual((await draw('c', 2))[0], first[0]);
  });

  it('never take the place of something else', async () => {
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, '01-1m.asf'), 'a real one');
    await assert.rejects(generateImm(other, { seed: 1, people: 1 }), /holds something else than generated faces/);
    assert.deepEqual(await readdir(other), ['01-1m.asf']);
  });
});
