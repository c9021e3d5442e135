import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { cropFace } from '../../lib/inference/face-crop';
import { openPhoto } from '../../lib/inference/photo';
import { PORTRAIT } from '../portrait';
import { cropPhoto } from '../samples/crop-photo';

describe('inference/face-crop', () => {
  const size = { width: 48, height: 40 };

  it('gives the crops that training makes, also beyond the edges of the photo', async () => {
    const pixels = await (await openPhoto(PORTRAIT)).pixels();
    const content = await readFile(PORTRAIT);
    const boxes = [
      { x: 180, y: 80, width: 90, height: 90 },
      { x: -40.5, y: 400.2, width: 200, height: 180 },
    ];
    for (const box of boxes) {
      const crop = { scale: 1.5, shiftY: 0.1 };
      const expected = await cropPhoto(content, box, { ...size, crop });
      assert.deepEqual(cropFace(pixels, box, crop, size), expected);
    }
  });

  it('is black outside the photo', async () => {
    const pixels = await (await openPhoto(PORTRAIT)).pixels();
    const { image } = cropFace(pixels, { x: 5000, y: 0, width: 10, height: 10 }, { scale: 1 }, size);
    assert.ok(image.every((value) => value === 0));
  });
});
