import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'd3-array';
import sharp from 'sharp';
import { load300W } from '../../lib/datasets/load';
import { iou } from '../../lib/geometry';
import { detectFaces } from '../../lib/inference/detect';
import { openPhoto } from '../../lib/inference/photo';
import { realData } from '../datasets/real-data';
import { PORTRAIT } from '../portrait';

describe('inference/detect', function () {
  this.timeout(20_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('finds the same face upright, stored sideways, in grayscale, with alpha and enlarged', async () => {
    const [face, ...others] = await detectFaces(await openPhoto(PORTRAIT));
    assert.equal(others.length, 0);
    const { width: size } = (await openPhoto(PORTRAIT)).size;
    const variants = {
      'sideways.jpg': sharp(PORTRAIT).rotate(90).withMetadata({ orientation: 8 }),
      'gray.png': sharp(PORTRAIT).grayscale(),
      'alpha.png': sharp(PORTRAIT).ensureAlpha(0.7),
      'large.jpg': sharp(PORTRAIT).resize(4 * size),
    };
    for (const [name, image] of Object.entries(variants)) {
      const file = join(folder, name);
      await image.toFile(file);
      const photo = await openPhoto(file);
      const [found, ...more] = await detectFaces(photo);
      assert.ok(found && more.length === 0, name);
      const scale = photo.size.width / size;
      for (const key of ['x', 'y', 'width'] as const) {
        const off = Math.abs(found.box[key] / scale - face!.box[key]) / face!.box.width;
        assert.ok(off < 0.1, `${name}: ${key} differs by ${off} of the box`);
      }
    }
  });

  it('drops detections below the confidence asked for', async () => {
    assert.equal((await detectFaces(await openPhoto(PORTRAIT), 0.99)).length, 0);
  });

  it("draws the box where dlib's detector does", async function () {
    realData(this, 'ibug_300W_large_face_landmark_dataset');
    const { faces } = await load300W({ part: 'test' });
    const overlaps: number[] = [];
    for (const { photo, box } of faces.filter(({ labels }) => labels.mirrored !== 'yes').slice(0, 8)) {
      const [found] = await detectFaces(await openPhoto(photo));
      if (found) overlaps.push(iou(box, found.box));
    }
    assert.ok(overlaps.length >= 6);
    assert.ok(median(overlaps)! > 0.7, overlaps.join());
  });
});
