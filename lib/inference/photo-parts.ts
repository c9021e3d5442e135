import sharp from 'sharp';
import { intersection } from '../geometry';
import type { Size } from '../geometry';
import type { Square, Turn } from './face-search';
import { pixelsOf } from './photo';
import type { Photo, Pixels } from './photo';

/** Cuts a square out of a photo: `size` is its side in pixels afterwards. RGB, shape [size, size, 3]. */
export type CutPart = (part: Square, size: number) => Promise<Uint8Array>;

/**
 * Decodes a photo once, to cut parts out of it for a detector.
 *
 * @param photo From `openPhoto`.
 * @param longest Longest side, in pixels, that it is scaled down to.
 * @returns Cuts out parts, given in pixels of the upright photo; what lies beyond its edges is black.
 * @throws DataError when the file is damaged.
 */
export async function partsOf(photo: Photo, longest: number): Promise<CutPart> {
  const upright = await pixelsOf(photo, longest);
  const turned = new Map<Turn, Promise<Pixels>>();
  return async (part, size) => {
    const { turn } = part;
    if (!turned.has(turn)) turned.set(turn, turnedBack(upright, turn));
    const pixels = await turned.get(turn)!;
    return cutSquare(pixels, scaledSquare(part, upright.width / photo.size.width, upright, pixels), size);
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
