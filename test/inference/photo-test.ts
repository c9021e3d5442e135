import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { openPhoto, pixelsOf } from '../../lib/inference/photo';
import { isDataError } from '../errors';

describe('inference/photo', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faces-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** Writes a photo of one color, 6x4 pixels, and returns its path. */
  async function plain(name: string, change: (image: Sharp) => Sharp = (image) => image): Promise<string> {
    const file = join(folder, name);
    const image = sharp({ create: { width: 6, height: 4, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 1 } } });
    await change(image).toFile(file);
    return file;
  }

  it('gives the size of the upright photo', async () => {
    const file = await plain('sideways.png', (image) => image.withMetadata({ orientation: 6 }));
    assert.deepEqual((await openPhoto(file)).size, { width: 4, height: 6 });
  });

  it('decodes to RGB of the same size, grayscale and 16 bits too', async () => {
    for (const change of [
      (image: Sharp) => image.removeAlpha(),
      (image: Sharp) => image.removeAlpha().grayscale(),
      (image: Sharp) => image.removeAlpha().toColorspace('rgb16'),
    ]) {
      const { rgb, width, height } = await pixelsOf(await openPhoto(await plain('any.png', change)));
      assert.deepEqual([rgb.length, width, height], [72, 6, 4]);
    }
  });

  it('puts transparent photos on white', async () => {
    const file = await plain('clear.png', (image) => image.removeAlpha().ensureAlpha(0));
    const { rgb } = await pixelsOf(await openPhoto(file));
    assert.deepEqual([...rgb.subarray(0, 3)], [255, 255, 255]);
  });

  it('scales down to fit into a square, and never up', async () => {
    const photo = await openPhoto(await plain('small.png'));
    assert.deepEqual([(await pixelsOf(photo, 3)).width, (await pixelsOf(photo, 3)).height], [3, 2]);
    assert.equal((await pixelsOf(photo, 100)).width, 6);
  });

  it('names a missing file, a folder and a file that is no photo', async () => {
    const text = join(folder, 'text.jpg');
    await writeFile(text, 'no photo');
    for (const file of [join(folder, 'none.jpg'), folder, text])
      await assert.rejects(openPhoto(file), isDataError(file));
  });

  it('names a damaged photo', async () => {
    const file = await plain('damaged.png');
    const { content } = await openPhoto(file);
    await writeFile(file, content.subarray(0, 60));
    await assert.rejects(async () => pixelsOf(await openPhoto(file)), isDataError(file));
  });
});
