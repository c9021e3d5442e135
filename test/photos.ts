import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const portrait = (): Promise<Buffer> => readFile(join(__dirname, 'fixtures', 'portrait.jpg'));

/** Photos that viewers show in full, though some break the rules of their format. */
export async function oddPhotos(): Promise<Record<string, Buffer>> {
  const whole = await portrait();
  const scan = whole.indexOf(Buffer.of(0xff, 0xda));
  const parameters = scan + 2 + whole.readUInt16BE(scan + 2) - 3;
  const changed = Buffer.from(whole);
  // The spectral selection of a scan is 0 to 63; some phones write 0 to 0.
  changed[parameters + 1] = 0;
  return {
    whole,
    'without the mark at its end': whole.subarray(0, -2),
    'with the parameters that some phones write': changed,
    'with zeros behind its end': Buffer.concat([whole, Buffer.alloc(5000)]),
    'with text behind its end': Buffer.concat([whole, Buffer.from('from a phone')]),
    progressive: await sharp(whole).jpeg({ progressive: true }).toBuffer(),
    cmyk: await sharp(whole).toColorspace('cmyk').jpeg().toBuffer(),
    png: await sharp(whole).png().toBuffer(),
    webp: await sharp(whole).webp().toBuffer(),
    tiff: await sharp(whole).tiff().toBuffer(),
    gif: await sharp(whole).gif().toBuffer(),
  };
}

/** Photos of which a part is missing, and files that are no photos. */
export async function brokenPhotos(): Promise<Record<string, Buffer>> {
  const { whole, png, webp, tiff, gif, progressive } = (await oddPhotos()) as Record<
    'whole' | 'png' | 'webp' | 'tiff' | 'gif' | 'progressive',
    Buffer
  >;
  const half = (content: Buffer): Buffer => content.subarray(0, content.length >> 1);
  return {
    'half a JPEG': half(whole),
    'half a JPEG with the mark at its end': Buffer.concat([half(whole), Buffer.of(0xff, 0xd9)]),
    'half a progressive JPEG': half(progressive),
    'a JPEG whose second half is zeros': Buffer.from(whole).fill(0, whole.length >> 1),
    'half a PNG': half(png),
    'half a WebP': half(webp),
    'half a TIFF': half(tiff),
    'half a GIF': half(gif),
    'an empty file': Buffer.alloc(0),
    text: Buffer.from('text'),
    'an SVG': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"/>'),
    'a HEIC photo': Buffer.concat([Buffer.of(0, 0, 0, 24), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(200)]),
    'a PNG bomb': pngOf(16000, 16000),
  };
}

/** A PNG of a few bytes that claims any size. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const content = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(content));
    return Buffer.concat([length, content, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
