import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { load300W } from '../../lib/datasets/load';
import { iou } from '../../lib/geometry';
import { findFaces } from '../../lib/inference/face-search';
import type { FoundFace } from '../../lib/inference/face-search';
import { openPhoto } from '../../lib/inference/photo';
import { lookInto } from '../../lib/inference/tiny-detector';
import { tf } from '../../lib/ops/tensorflow';
import { realData } from '../datasets/real-data';
import { PORTRAIT } from '../portrait';

describe('inference/tiny-detector', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function find(file: string): Promise<FoundFace[]> {
    const photo = await openPhoto(file);
    return findFaces(photo.size, await lookInto(photo));
  }

  /** Fails unless the face lies where it should, to a tenth of its width. */
  function assertNear(face: FoundFace | undefined, x: number, y: number, width: number, name: string): void {
    assert.ok(face, name);
    const off = [face.x - x, face.y - y, face.width - width].map((value) => Math.abs(value) / width);
    assert.ok(Math.max(...off) < 0.1, `${name}: ${off.join()}`);
  }

  it('finds the same face enlarged, tiny, in gray, by its EXIF orientation, and lying on its side', async () => {
    const [face, ...others] = await find(PORTRAIT);
    assert.ok(face && others.length === 0);
    assert.equal(face.turn, 0);
    const { x, y, width } = face;
    const { width: size } = (await openPhoto(PORTRAIT)).size;
    const variants = {
      'enlarged.jpg': { image: sharp(PORTRAIT).resize(4 * size), scale: 4 },
      'tiny.png': { image: sharp(PORTRAIT).resize(size / 4), scale: 1 / 4 },
      'gray.png': { image: sharp(PORTRAIT).grayscale(), scale: 1 },
      'orientation.jpg': { image: sharp(PORTRAIT).rotate(90).withMetadata({ orientation: 8 }), scale: 1 },
    };
    for (const [name, { image, scale }] of Object.entries(variants)) {
      const file = join(folder, name);
      await image.toFile(file);
      const [found, ...more] = await find(file);
      assert.equal(more.length, 0, name);
      assertNear(found, x * scale, y * scale, width * scale, name);
    }
    const turned = join(folder, 'turned.png');
    await sharp(PORTRAIT).rotate(90).toFile(turned);
    const [found] = await find(turned);
    assert.equal(found?.turn, 90);
    assertNear(found, size - y, x, width, 'turned');
  });

  it('finds no face in noise, and leaves no tensor behind', async () => {
    const file = join(folder, 'noise.png');
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
    await sharp({ create: { width: 300, height: 200, channels: 3, background: '#888', noise } })
      .png()
      .toFile(file);
    await find(PORTRAIT);
    const before = tf.memory().numTensors;
    assert.deepEqual(await find(file), []);
    assert.equal(tf.memory().numTensors, before);
  });

  it('finds the annotated face in real photos', async function () {
    realData(this, 'ibug_300W_large_face_landmark_dataset');
    const { faces } = await load300W({ part: 'test' });
    for (const { photo, box } of faces.filter(({ labels }) => labels.mirrored !== 'yes').slice(0, 6)) {
      const found = await find(photo);
      const boxes = found.map(({ x, y, width, height }) => ({ x: x - width / 2, y: y - height / 2, width, height }));
      assert.ok(Math.max(0, ...boxes.map((one) => iou(one, box))) > 0.4, photo);
    }
  });
});
