import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read300W } from '../../lib/datasets/ibug300w';
import { readImm } from '../../lib/datasets/imm';
import { ibug68 } from '../../lib/landmarks/ibug68';
import { imm58 } from '../../lib/landmarks/imm58';
import { mirrorLandmarks } from '../../lib/landmarks/landmark-set';
import { generate300W, generateImm, isGenerated } from '../../lib/synthetic/generate';
import { PHOTO_SIZE, writePhoto } from '../../lib/synthetic/photo-files';
import { synthetic300W, syntheticImm } from '../datasets/real-data';
import { temporaryFolder } from '../environment';
import { isDataError } from '../errors';

describe('synthetic faces', () => {
  const folder = temporaryFolder();

  it('turn their heads as the poses of the IMM Face Database say', async () => {
    const { faces } = await readImm(await syntheticImm());
    const { noseTip, normalizer } = imm58;
    // How far the tip of the nose is from the midpoint between the eyes, in distances of the eyes.
    const turns = faces.map(({ landmarks }) => {
      const [nose, right, left] = [noseTip, ...normalizer.pair!].map((i) => landmarks[2 * i]!) as [
        number,
        number,
        number,
      ];
      return (nose - (left + right) / 2) / (left - right);
    });
    for (const person of [0, 6]) {
      assert.ok(Math.abs(turns[person]!) < 0.1, 'frontal');
      assert.ok(turns[person + 2]! < -0.12, 'turned to the right');
      assert.ok(turns[person + 3]! > 0.12, 'turned to the left');
    }
  });

  it("have exact mirrored twins in 300-W's files", async () => {
    const set = await synthetic300W();
    const training = await read300W(set, 'training');
    assert.deepEqual([training.faces.length, (await read300W(set, 'test')).faces.length], [10, 4]);
    const [face, twin] = training.faces;
    assert.deepEqual([twin!.group, twin!.labels.mirrored], [face!.group, 'yes']);
    mirrorLandmarks(ibug68, face!.landmarks, PHOTO_SIZE).forEach((v, i) =>
      assert.ok(Math.abs(v - twin!.landmarks[i]!) < 0.02),
    );
    assert.equal(twin!.box.x, PHOTO_SIZE - face!.box.x - face!.box.width);
  });

  it('are the same for the same seed, byte by byte, and others for another', async function () {
    this.timeout(20_000);
    const draw = async (name: string, seed: number) => {
      const to = join(folder(), name);
      await mkdir(to);
      await writePhoto({ folder: to, seed, index: 0 });
      return Promise.all((await readdir(to)).sort().map((file) => readFile(join(to, file))));
    };
    const first = await draw('a', 1);
    assert.deepEqual(await draw('b', 1), first);
    assert.notDeepEqual((await draw('c', 2))[0], first[0]);
  });

  it('are not drawn a second time, but where the request is another', async function () {
    this.timeout(20_000);
    const reports: [number, number][] = [];
    const parts = [{ name: 'test', labels: 'labels.xml', photos: 1 }];
    const generate = (seed: number) =>
      generate300W(join(folder(), 'set'), { seed, parts }, (...report) => reports.push(report));
    await generate(5);
    assert.ok(isGenerated(join(folder(), 'set')));
    await generate(5);
    assert.deepEqual(reports, [[1, 1]]);
    await generate(6);
    assert.equal(reports.length, 2);
  });

  it('never replace anything else', async () => {
    await writeFile(join(folder(), '01-1m.asf'), 'a real one');
    await assert.rejects(generateImm(folder(), { seed: 1, people: 1 }), isDataError(folder()));
    assert.deepEqual(await readdir(folder()), ['01-1m.asf']);
  });
});
