import assert from 'node:assert/strict';
import fc from 'fast-check';
import sharp from 'sharp';
import type { Color } from 'sharp';
import type { Box } from '../../lib/geometry';
import { cropAndResize, cropOf, landmarksInCrop, landmarksInPhoto } from '../../lib/samples/crop';

const face = { box: { x: 10, y: 20, width: 100, height: 50 }, width: 640, height: 480 };

describe('cropOf', () => {
  it('is the whole photo, or the box', () => {
    assert.deepEqual(cropOf(face, 'photo'), { x: 0, y: 0, width: 640, height: 480 });
    assert.deepEqual(cropOf(face, { scale: 1 }), face.box);
  });

  it('scales about the center and shifts by fractions of the box', () => {
    assert.deepEqual(cropOf(face, { scale: 1.4 }), { x: -10, y: 10, width: 140, height: 70 });
    assert.deepEqual(cropOf(face, { scale: 1, shiftX: 0.1, shiftY: -0.2 }), { x: 20, y: 10, width: 100, height: 50 });
  });

  it('is in whole pixels, less than a pixel from the exact place', () => {
    const side = fc.double({ min: 0.1, max: 500, noNaN: true });
    const place = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(place, place, side, side, fc.double({ min: 0.5, max: 3, noNaN: true }), (x, y, w, h, scale) => {
        const crop = cropOf({ box: { x, y, width: w, height: h }, width: 9, height: 9 }, { scale });
        for (const value of Object.values(crop)) assert.ok(Number.isInteger(value));
        assert.ok(crop.width >= 1 && Math.abs(crop.width - w * scale) <= 1);
        assert.ok(Math.abs(crop.x + crop.width / 2 - (x + w / 2)) <= 0.5 + 1e-9);
      }),
    );
  });

  it('has a positive scale', () => {
    assert.throws(() => cropOf(face, { scale: 0 }), RangeError);
    assert.throws(() => cropOf(face, { scale: NaN }), RangeError);
  });
});

describe('landmarks in a crop', () => {
  it('are fractions of it, and go back', () => {
    const crop = { x: -10, y: 20, width: 40, height: 80 };
    const landmarks = Float32Array.from([-10, 20, 30, 100, 10, 40, 50, 0]);
    const fractions = landmarksInCrop(landmarks, crop);
    assert.deepEqual([...fractions], [0, 0, 1, 1, 0.5, 0.25, 1.5, -0.25]);
    assert.deepEqual([...landmarksInPhoto(fractions, crop)], [...landmarks]);
  });
});

type Gray = (x: number, y: number) => number;

/** A PNG of gray values computed from pixel centers. */
function photoOf(width: number, height: number, gray: Gray): Promise<Buffer> {
  const data = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = gray(x + 0.5, y + 0.5);
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** A soft dot of deviation `radius` on black. */
const dot =
  (cx: number, cy: number, radius: number): Gray =>
  (x, y) =>
    Math.round(255 * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * radius ** 2)));

/** Center of the brightness, in continuous coordinates. */
function center(image: Uint8Array, width: number): [number, number] {
  let [sum, x, y] = [0, 0, 0];
  image.forEach((gray, i) => {
    sum += gray;
    x += gray * ((i % width) + 0.5);
    y += gray * (Math.floor(i / width) + 0.5);
  });
  return [x / sum, y / sum];
}

describe('cropAndResize', () => {
  const cases: [string, Box, number, number][] = [
    ['the whole photo, to an eighth', { x: 0, y: 0, width: 640, height: 480 }, 80, 60],
    ['the whole photo, to an odd size', { x: 0, y: 0, width: 640, height: 480 }, 107, 91],
    ['a crop, much smaller', { x: 101, y: 57, width: 333, height: 301 }, 47, 45],
    ['a crop, a little smaller', { x: 101, y: 57, width: 333, height: 301 }, 224, 224],
    ['a crop, enlarged', { x: 201, y: 151, width: 123, height: 131 }, 224, 224],
    ['a crop beyond the edges', { x: -50, y: -80, width: 800, height: 600 }, 224, 224],
  ];
  for (const [name, crop, width, height] of cases) {
    it(`keeps a dot where its landmark goes: ${name}`, async () => {
      for (const [cx, cy] of [
        [250, 200],
        [271.3, 221.8],
      ] as const) {
        const photo = await photoOf(640, 480, dot(cx, cy, 9));
        const image = await cropAndResize(photo, crop, { width, height }, { photoSize: { width: 640, height: 480 } });
        const [x, y] = center(image, width);
        // A twentieth of a pixel: a half-pixel shift, in the photo or in the image, would be much more.
        const tolerance = 0.05;
        assert.ok(Math.abs(x - ((cx - crop.x) * width) / crop.width) < tolerance, `x ${x}`);
        assert.ok(Math.abs(y - ((cy - crop.y) * height) / crop.height) < tolerance, `y ${y}`);
      }
    });
  }

  it('is the exact area average of a photo shrunk to an eighth', async () => {
    const gray: Gray = (x, y) => (x * 7 + y * y * 3) % 256;
    const photo = await photoOf(640, 480, (x, y) => gray(Math.floor(x), Math.floor(y)));
    const photoSize = { width: 640, height: 480 };
    const image = await cropAndResize(photo, { x: 0, y: 0, ...photoSize }, { width: 80, height: 60 }, { photoSize });
    image.forEach((value, i) => {
      let sum = 0;
      for (let j = 0; j < 64; j++) sum += gray((i % 80) * 8 + (j % 8), Math.floor(i / 80) * 8 + (j >> 3));
      assert.ok(Math.abs(value - sum / 64) <= 0.501, `pixel ${i}`);
    });
  });

  it('copies pixels where nothing is resized, and is black beyond the edge', async () => {
    const photo = await photoOf(20, 10, (x, y) => Math.round(x * 5 + y * 10));
    const crop = { x: 15, y: -3, width: 10, height: 8 };
    const image = await cropAndResize(photo, crop, crop, { photoSize: { width: 20, height: 10 } });
    image.forEach((gray, i) => {
      const [x, y] = [15.5 + (i % 10), -2.5 + Math.floor(i / 10)];
      assert.equal(gray, x < 20 && y > 0 ? Math.round(x * 5 + y * 10) : 0);
    });
  });

  it('is all black entirely beyond the edge', async () => {
    const photo = await photoOf(20, 10, () => 200);
    const crop = { x: 20, y: 0, width: 5, height: 5 };
    const image = await cropAndResize(photo, crop, crop, { photoSize: { width: 20, height: 10 } });
    assert.deepEqual(image, new Uint8Array(25));
  });

  it('turns colors into the luma of BT.601, and puts transparency on white', async () => {
    const photoSize = { width: 4, height: 4 };
    const luma = async (background: Color, channels: 3 | 4) => {
      const photo = await sharp({ create: { ...photoSize, channels, background } })
        .png()
        .toBuffer();
      return (await cropAndResize(photo, { x: 0, y: 0, ...photoSize }, photoSize, { photoSize }))[5];
    };
    assert.equal(await luma({ r: 255, g: 0, b: 0 }, 3), 76);
    assert.equal(await luma({ r: 0, g: 255, b: 0 }, 3), 150);
    assert.equal(await luma({ r: 0, g: 0, b: 255 }, 3), 29);
    assert.equal(await luma({ r: 90, g: 90, b: 90, alpha: 0 }, 4), 255);
  });
});
