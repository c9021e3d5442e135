import sharp from 'sharp';
import { intersection } from '../geometry';
import type { Size } from '../geometry';
import { rgbTensor, tinyFaceDetector } from './face-api';
import type { Detection, Look, Square, Turn } from './face-search';
import { pixelsOf } from './photo';
import type { Photo, Pixels } from './photo';

/** Longest side, in pixels, that photos are scaled down to before the search. */
const LONGEST = 1600;

/** Detections below this confidence are of no use. */
const LEAST_CONFIDENCE = 0.05;

/**
 * Runs face-api's tiny face detector on parts of a photo, for `findFaces`.
 *
 * @param photo From `openPhoto`.
 * @returns Looks at a part, given in pixels of the upright photo; what lies beyond its edges is black.
 * @throws DataError when the file is damaged.
 * @example const faces = await findFaces(photo.size, await lookInto(photo));
 */
export async function lookInto(photo: Photo): Promise<Look> {
  const detector = await tinyFaceDetector();
  const upright = await pixelsOf(photo, LONGEST);
  const turned = new Map<Turn, Promise<Pixels>>();
  return async (part, size) => {
    const { turn } = part;
    if (!turned.has(turn)) turned.set(turn, turnedBack(upright, turn));
    const pixels = await turned.get(turn)!;
    const square = scaledSquare(part, upright.width / photo.size.width, upright, pixels);
    const image = rgbTensor(await cutSquare(pixels, square, size), size, size);
    try {
      const found = await detector.locateFaces(image, { inputSize: size, scoreThreshold: LEAST_CONFIDENCE });
      return found.map(({ score, relativeBox: { x, y, width, height } }): Detection => {
        return { confidence: score, box: { x, y, width, height } };
      });
    } finally {
      image.dispose();
    }
  };
}

/** The photo turned so that faces turned by `turn` are upright. */
async function turnedBack({ rgb, width, height }: Pixels, turn: Turn): Promise<Pixels> {
  const image = sharp(rgb, { raw: { width, height, channels: 3 } }).rotate((360 - turn) % 360);
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { rgb: data, width: info.width, height: info.height };
}

/** A part of the photo in pixels of the scaled and turned one. */
function scaledSquare({ x, y, side, turn }: Square, scale: number, upright: Size, turned: Size): Omit<Square, 'turn'> {
  const angle = (-turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [dx, dy] = [x * scale - upright.width / 2, y * scale - upright.height / 2];
  return {
    x: turned.width / 2 + cos * dx - sin * dy,
    y: turned.height / 2 + sin * dx + cos * dy,
    side: side * scale,
  };
}

/** A square about its center, scaled to `size` pixels; RGB, shape [size, size, 3]. */
async function cutSquare(
  { rgb, width, height }: Pixels,
  { x, y, side }: Omit<Square, 'turn'>,
  size: number,
): Promise<Uint8Array> {
  const [left, top, whole] = [x - side / 2, y - side / 2, Math.max(1, Math.round(side))].map(Math.round) as [
    number,
    number,
    number,
  ];
  const inside = intersection({ x: left, y: top, width: whole, height: whole }, { x: 0, y: 0, width, height });
  if (!inside) return new Uint8Array(size * size * 3);
  const square = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .extract({ left: inside.x, top: inside.y, width: inside.width, height: inside.height })
    .extend({
      left: inside.x - left,
      top: inside.y - top,
      right: left + whole - inside.x - inside.width,
      bottom: top + whole - inside.y - inside.height,
      background: 'black',
    })
    .raw()
    .toBuffer();
  return sharp(square, { raw: { width: whole, height: whole, channels: 3 } })
    .resize(size, size, { fit: 'fill' })
    .raw()
    .toBuffer();
}
