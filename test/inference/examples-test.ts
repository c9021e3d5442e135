import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { inDlibBoxes } from '../../lib/inference/dlib-box';
import { examplePhotos } from '../../lib/inference/examples';
import type { Predictor } from '../../lib/inference/two-stage';
import type { Face } from '../../lib/landmarks/face';
import { PORTRAIT } from '../portrait';

describe('inference/examples', function () {
  this.timeout(20_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('searches each photo once, and returns those with the most faces first', async () => {
    const two = join(folder, 'two.png');
    const none = join(folder, 'none.png');
    await sharp({ create: { width: 1024, height: 512, channels: 3, background: 'white' } })
      .composite([0, 512].map((left) => ({ input: PORTRAIT, left, top: 0 })))
      .png()
      .toFile(two);
    await sharp({ create: { width: 90, height: 90, channels: 3, background: 'teal' } })
      .png()
      .toFile(none);
    const predictor: Predictor = {
      ...inDlibBoxes({}),
      landmarks: (given) => Promise.resolve(given.map(({ box }) => new Float32Array(136).fill(box.x))),
      dispose: () => undefined,
    };
    const faces = [none, none, PORTRAIT, two].map((photo) => ({ photo }) as Face);
    const { photos, ...found } = await examplePhotos(faces, predictor, { count: 2 });
    assert.deepEqual(found, { searched: 3, several: 1, none: 1 });
    assert.deepEqual(
      photos.map(({ name, faces: shown }) => [name, shown.length]),
      [
        ['two.png', 2],
        [basename(PORTRAIT), 1],
      ],
    );
    for (const { box, landmarks } of photos.flatMap((photo) => photo.faces)) {
      assert.equal(landmarks[0], Math.fround(box.x));
    }
    assert.equal((await examplePhotos(faces, predictor, { search: 1 })).searched, 1);
  });
});
