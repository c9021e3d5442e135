import assert from 'node:assert/strict';
import sharp from 'sharp';
import { faceDetector, rgbTensor } from '../../../lib/inference/face-api';
import { fusedDetector } from '../../../lib/inference/fused/detector';
import type { Pixels } from '../../../lib/inference/photo';
import { PORTRAIT } from '../../portrait';

/** Two portraits side by side, of a given width. */
async function two(width: number): Promise<Pixels> {
  const single = await sharp(PORTRAIT)
    .resize(Math.round(width / 2))
    .toBuffer();
  const { width: half, height } = await sharp(single).metadata();
  const { data, info } = await sharp({ create: { width: 2 * half, height, channels: 3, background: 'white' } })
    .composite([0, half].map((left) => ({ input: single, left, top: 0 })))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { rgb: data, width: info.width, height: info.height };
}

describe('inference/fused/detector', function () {
  this.timeout(60_000);

  it("finds face-api's faces, at first and as a graph", async () => {
    const [detector, original] = [await fusedDetector(), await faceDetector()];
    for (const width of [512, 301]) {
      const pixels = await two(width);
      const image = rgbTensor(pixels.rgb, pixels.width, pixels.height);
      const expected = await original.locateFaces(image, { minConfidence: 0.1, maxResults: 100 });
      image.dispose();
      assert.ok(expected.length >= 2);
      for (let run = 0; run < 6; run++) {
        const found = detector(pixels, 0.1);
        assert.equal(found.length, expected.length);
        for (const [i, { box, confidence }] of found.entries()) {
          const { score, relativeBox } = expected[i]!;
          assert.ok(Math.abs(confidence - score) < 1e-4);
          for (const side of ['x', 'y', 'width', 'height'] as const) {
            assert.ok(Math.abs(box[side] - relativeBox[side]) < 1e-4, `${side}: ${box[side]}, ${relativeBox[side]}`);
          }
        }
      }
    }
  });

  it('finds nothing in a plain image', async () => {
    const detector = await fusedDetector();
    assert.deepEqual(detector({ rgb: new Uint8Array(30 * 20 * 3).fill(99), width: 30, height: 20 }, 0.5), []);
  });
});
