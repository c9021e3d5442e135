import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { checksumOf } from '../../../../lib/files';
import { photoFault } from '../../../../lib/photos';
import { cropPhoto } from '../../../samples/crop-photo';
import type { Loader } from '../judge';

const [WIDTH, HEIGHT] = [96, 72];

/** Something with edges and shades, as photos have. */
const picture = (): Sharp => {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 5 + ((i * i) >> 7)) % 251;
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
};

/** A photo as `npm run predict` reads it. */
const photoLoader =
  (ending: string, encode: (image: Sharp) => Sharp) =>
  async (folder: string): Promise<Loader> => {
    const file = join(folder, `photo.${ending}`);
    return {
      content: await encode(picture()).toBuffer(),
      isText: false,
      file,
      async read(content) {
        writeFileSync(file, content);
        const fault = await photoFault(content);
        const { image, crop } = await cropPhoto(file, null, { width: 24, height: 18 });
        const sides = [crop.x, crop.y, crop.width, crop.height];
        return {
          value: [checksumOf(image), crop],
          doubts: fault === undefined ? 0 : 1,
          impossible:
            image.length === 24 * 18 && sides.every(Number.isFinite) ? undefined : 'the picture has another size',
        };
      },
    };
  };

/** Photos of several formats, by name; each makes its loader in an empty folder. */
export const photoLoaders: Readonly<Record<string, (folder: string) => Promise<Loader>>> = {
  JPEG: photoLoader('jpg', (image) => image.jpeg()),
  'JPEG with a profile and an orientation': photoLoader('jpg', (image) =>
    image.withMetadata({ orientation: 6 }).jpeg({ progressive: true }),
  ),
  PNG: photoLoader('png', (image) => image.png()),
  WebP: photoLoader('webp', (image) => image.webp()),
  TIFF: photoLoader('tif', (image) => image.tiff()),
};
