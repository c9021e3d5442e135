import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { openImage, photoFault, photoSizes, withEnd } from '../lib/photos';
import { temporaryFolder } from './environment';
import { isDataError } from './errors';
import { brokenPhotos, oddPhotos } from './photos';

describe('a photo that is replaced under the same name', () => {
  const folder = temporaryFolder();

  for (const format of ['jpeg', 'png', 'webp', 'tiff', 'gif'] as const) {
    it(`is read anew (${format})`, async () => {
      const file = join(folder(), 'photo');
      const grays = [];
      for (const background of ['#202020', '#c0c0c0']) {
        const drawn = sharp({ create: { width: 60, height: 40, channels: 3, background } });
        await writeFile(file, await drawn.toFormat(format).toBuffer());
        grays.push((await openImage(file).resize(1, 1).raw().toBuffer())[0]);
      }
      assert.ok(Math.abs(grays[0]! - 0x20) < 3 && Math.abs(grays[1]! - 0xc0) < 3, grays.join(', '));
    });
  }
});

describe('sizes of photos', () => {
  const folder = temporaryFolder();

  it('are those stored, and those once turned upright', async () => {
    const file = join(folder(), 'a.jpg');
    await sharp({ create: { width: 30, height: 20, channels: 3, background: 'gray' } })
      .withMetadata({ orientation: 6 })
      .toFile(file);
    const sizes = { stored: { width: 30, height: 20 }, upright: { width: 20, height: 30 }, turned: true };
    assert.deepEqual(await photoSizes(file), sizes);
    assert.deepEqual(await photoSizes(await readFile(file)), sizes);
  });

  it('are refused for files that are missing, folders or no photos', async () => {
    const file = join(folder(), 'a.jpg');
    await assert.rejects(photoSizes(file, 'Ask for it.'), isDataError(file, 'no such file', 'Ask for it.'));
    await writeFile(file, 'text');
    await assert.rejects(photoSizes(file), isDataError(file, 'not readable'));
    await assert.rejects(photoSizes(Buffer.from('text')), isDataError('The photo', 'not readable'));
    await mkdir(join(folder(), 'b.jpg'));
    await assert.rejects(photoSizes(join(folder(), 'b.jpg')), isDataError('b.jpg'));
  });

  it('are refused beyond what can be decoded, by what the header says', async () => {
    const photo = await brokenPhotos();
    const before = process.memoryUsage().rss;
    await assert.rejects(photoSizes(photo['a PNG bomb']!), isDataError('16000 x 16000 pixels', '100 million'));
    assert.ok(process.memoryUsage().rss - before < 200e6, 'nothing was decoded');
    await assert.rejects(photoSizes(photo['an SVG']!), isDataError('an SVG drawing, not a photo'));
    await assert.rejects(photoSizes(photo['a HEIC photo']!), (error) => {
      assert.ok(error instanceof Error);
      assert.match(error.message, /^The photo: HEIC photos, as iPhones store them, cannot be read; convert it to JPEG/);
      assert.ok(!error.message.includes('\n'));
      return true;
    });
  });
});

describe('a photo', () => {
  it('is intact if every viewer shows all of it', async () => {
    const whole = await openImage((await oddPhotos()).whole!)
      .raw()
      .toBuffer();
    for (const [name, content] of Object.entries(await oddPhotos())) {
      assert.equal(await photoFault(content), undefined, name);
      const pixels = await openImage(withEnd(content)).raw().toBuffer();
      if (/^(whole|without|with)/.test(name)) assert.deepEqual(pixels, whole, `${name}: the same pixels`);
    }
  });

  it('is at fault if a part of it is missing', async () => {
    for (const [name, content] of Object.entries(await brokenPhotos())) {
      const fault = await photoFault(content);
      assert.ok(fault, name);
      assert.ok(!fault.includes('\n') && !fault.endsWith('.'), fault);
    }
  });

  it('is not taken for another one that is looked at meanwhile', async () => {
    const all = { ...(await oddPhotos()), ...(await brokenPhotos()) };
    const broken = Object.keys(await brokenPhotos());
    const mixed = [...Object.entries(all), ...Object.entries(all).reverse()];
    const faults = await Promise.all(mixed.map(([, content]) => photoFault(content)));
    mixed.forEach(([name], i) => assert.equal(faults[i] !== undefined, broken.includes(name), name));
  });
});
