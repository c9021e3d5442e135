import assert from 'node:assert/strict';
import { readdir, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { UserError } from '../../lib/errors';
import type { Face, FaceSet } from '../../lib/landmarks/face';
import { imm58 } from '../../lib/landmarks/imm58';
import { selectFaces } from '../../lib/samples/dataset';
import { makeDataset } from '../../lib/samples/make';
import { temporaryFolder, withEnvironment } from '../environment';
import { isDataError } from '../errors';
import { HARM } from '../harm';
import { collectNotices } from '../notices';
import { bytesOf } from './bytes';
import { cropPhoto } from './crop-photo';

describe('makeDataset', () => {
  const folder = temporaryFolder();
  const cache = () => join(folder(), 'cache');
  const notices = collectNotices();
  withEnvironment(() => ({ FACES_CACHE: cache() }));

  const photo = (name: string) => join(folder(), name);
  const paint = (name: string, gray: number) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: { r: gray, g: gray, b: gray } } }).toFile(
      photo(name),
    );
  const face = (name: string, width = 40): Face => ({
    id: name,
    photo: photo(name),
    width,
    height: 30,
    landmarks: new Float32Array(116).map((_, i) => i / 4),
    box: { x: 10, y: 10, width: 10, height: 10 },
    group: name,
    labels: {},
  });
  const set = (...faces: Face[]): FaceSet => {
    return {
      title: 'made',
      groupName: 'photo',
      landmarkSet: imm58,
      faces,
      generated: true,
      folder: folder(),
      checksum: '',
    };
  };

  it('makes images, landmarks and crops in the order of the faces, and reports progress once', async () => {
    await Promise.all([paint('a.png', 50), paint('b.png', 180)]);
    const reports: [number, number][] = [];
    const make = (s: FaceSet) =>
      makeDataset(s, { width: 5, height: 4, crop: { scale: 2 }, onProgress: (...report) => reports.push(report) });
    const samples = await make(set(face('a.png'), face('b.png')));
    assert.deepEqual(bytesOf(samples.images), new Uint8Array(40).fill(50).fill(180, 20));
    assert.deepEqual(samples.crops[1], { x: 5, y: 5, width: 20, height: 20 });
    assert.deepEqual([...samples.landmarks.slice(116, 120)], [-0.25, -0.2375, -0.225, -0.2125].map(Math.fround));
    assert.deepEqual(reports, [
      [1, 2],
      [2, 2],
    ]);
    const again = await make(set(face('a.png'), face('b.png')));
    assert.deepEqual({ ...again, images: bytesOf(again.images) }, { ...samples, images: bytesOf(samples.images) });
    assert.equal(reports.length, 2, 'the second time comes from the cache');

    const [only] = [selectFaces(samples, [face('b.png')])];
    assert.deepEqual(bytesOf(only.images), new Uint8Array(20).fill(180));
    assert.deepEqual(only.landmarks, samples.landmarks.slice(116));
    assert.throws(() => selectFaces(samples, [face('c.png')]), UserError);
  });

  it('makes new images when a photo has changed or another size is requested', async () => {
    await paint('c.png', 10);
    const gray = async (width = 3) => bytesOf((await makeDataset(set(face('c.png')), { width, height: 2 })).images);
    assert.deepEqual(await gray(), new Uint8Array(6).fill(10));
    await paint('c.png', 20);
    const { atime, mtimeMs } = await stat(photo('c.png'));
    await utimes(photo('c.png'), atime, new Date(mtimeMs + 2000));
    assert.deepEqual(await gray(), new Uint8Array(6).fill(20));
    assert.deepEqual(await gray(4), new Uint8Array(8).fill(20));
    assert.deepEqual(notices, []);
  });

  for (const [what, harm] of Object.entries(HARM)) {
    it(`makes the images again when those in the cache are ${what}`, async () => {
      await paint('c.png', 10);
      const gray = async () => bytesOf((await makeDataset(set(face('c.png')), { width: 30, height: 20 })).images);
      const first = await gray();
      const names = await readdir(join(cache(), 'samples'));
      assert.equal(names.length, 2);
      for (const name of names) {
        harm(join(cache(), 'samples', name));
        assert.deepEqual(await gray(), first, name);
        assert.deepEqual(await gray(), first, name);
      }
      assert.ok(notices.length <= 2 && notices.every((text) => text.includes('made again')), notices.join());
    });
  }

  it('sees that a photo was overwritten, even where its size and time were kept', async () => {
    await paint('c.png', 10);
    const gray = async () => bytesOf((await makeDataset(set(face('c.png')), { width: 3, height: 2 })).images);
    await gray();
    const { atime, mtime, size } = await stat(photo('c.png'));
    const other = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#141414' } })
      .png()
      .toBuffer();
    await writeFile(photo('c.png'), other);
    await truncate(photo('c.png'), size);
    await utimes(photo('c.png'), atime, mtime);
    assert.deepEqual(await gray(), new Uint8Array(6).fill(20));
  });

  it('goes on without a cache that cannot be written to, and says so', async () => {
    await paint('c.png', 10);
    // A file is in the way of the cache's folder.
    await writeFile(cache(), '');
    const { images } = await makeDataset(set(face('c.png')), { width: 3, height: 2 });
    assert.deepEqual(bytesOf(images), new Uint8Array(6).fill(10));
    assert.equal(notices.length, 2, 'the photos and the images');
    for (const text of notices) {
      assert.match(text, /a part of this path is a file, not a folder\. .* Going on without this file/);
    }
  });

  it('names a photo that is missing', () =>
    assert.rejects(makeDataset(set(face('f.png')), { width: 3, height: 2 }), isDataError(photo('f.png'))));

  it('names a photo that is damaged, or not of the size its annotation states', async () => {
    await writeFile(photo('d.png'), 'no image');
    await assert.rejects(makeDataset(set(face('d.png')), { width: 3, height: 2 }), isDataError(photo('d.png')));
    await paint('e.png', 10);
    await assert.rejects(
      makeDataset(set(face('e.png', 41)), { width: 3, height: 2 }),
      isDataError(photo('e.png'), '40 x 30', '41 x 30'),
    );
  });
});

describe('cropPhoto', () => {
  /** 60 x 40: the left half black, the right one white, and gray in the lower right corner. */
  const scene = () => {
    const data = Buffer.alloc(60 * 40 * 3);
    for (let i = 0; i < 2400; i++) data.fill(i % 60 < 30 ? 0 : i >= 1800 ? 100 : 255, 3 * i, 3 * i + 3);
    return sharp(data, { raw: { width: 60, height: 40, channels: 3 } });
  };
  const box = { x: 20, y: 10, width: 20, height: 20 };
  const size = { width: 20, height: 20 };

  it('cuts the box out', async () => {
    const { image, crop } = await cropPhoto(await scene().png().toBuffer(), box, {
      ...size,
      crop: { scale: 1 },
    });
    assert.deepEqual(crop, box);
    image.forEach((gray, i) => assert.equal(gray, i % 20 < 10 ? 0 : 255));
  });

  it('turns a photo upright before it cuts, for each of the eight EXIF orientations', async () => {
    const upright = await cropPhoto(await scene().png().toBuffer(), null, { width: 30, height: 20 });
    // What a camera stores for each orientation: the inverse of what a viewer does to show it upright.
    const stored: Record<number, Sharp> = {
      1: scene(),
      2: scene().flop(),
      3: scene().rotate(180),
      4: scene().flip(),
      5: sharp(await scene().rotate(90).png().toBuffer()).flop(),
      6: scene().rotate(270),
      7: sharp(await scene().rotate(270).png().toBuffer()).flop(),
      8: scene().rotate(90),
    };
    for (const [orientation, pipeline] of Object.entries(stored)) {
      const photo = await pipeline
        .withMetadata({ orientation: Number(orientation) })
        .png()
        .toBuffer();
      const { image, crop } = await cropPhoto(photo, null, { width: 30, height: 20 });
      assert.deepEqual([crop.width, crop.height], [60, 40], `orientation ${orientation}`);
      assert.deepEqual(image, upright.image, `orientation ${orientation}`);
    }
  });

  it('takes gray, CMYK, 16 bits, transparency, one pixel and many', async () => {
    const photos: Record<string, Buffer> = {
      gray: await scene().grayscale().jpeg().toBuffer(),
      cmyk: await scene().toColorspace('cmyk').jpeg().toBuffer(),
      sixteen: await scene().toColorspace('rgb16').png().toBuffer(),
      alpha: await scene().ensureAlpha(1).webp({ lossless: true }).toBuffer(),
      palette: await scene().gif().toBuffer(),
    };
    for (const [kind, photo] of Object.entries(photos)) {
      const { image } = await cropPhoto(photo, box, { ...size, crop: { scale: 1 } });
      assert.ok(image[202]! < 30 && image[217]! > 225, `${kind}: ${image[202]} and ${image[217]}`);
    }
    const create = { channels: 3 as const, background: { r: 9, g: 9, b: 9 } };
    for (const side of [1, 6000]) {
      const photo = await sharp({ create: { ...create, width: side, height: side } })
        .png()
        .toBuffer();
      const { image } = await cropPhoto(photo, null, size);
      assert.deepEqual(image, new Uint8Array(400).fill(9));
    }
  });

  it('says which file is no photo', async () => {
    await assert.rejects(cropPhoto('/nowhere/x.jpg', null, size), isDataError('/nowhere/x.jpg'));
    await assert.rejects(cropPhoto(Buffer.from('no'), null, size), isDataError());
  });
});
