import { el } from '../../../figures/page/elements';
import type { Size } from '../../../geometry';
import { resample } from '../../../samples/resample';
import type { Crop } from './crop';
import { DETECTOR_MEAN } from './detections';
import type { Photo } from './photos';

/** Pixels of the photo for each of a network's input, along each axis, that are enough for an exact average. */
const OVERSAMPLING = 4;

/**
 * What a network sees of a photo, computed as for the samples: cropped, gray by BT.601, resized by area.
 *
 * @param photo The photo.
 * @param crop The part of it.
 * @param size The network's input size.
 * @param outside Gray level beyond the photo's edge, 0..255.
 * @returns Gray levels 0..255, shape [height, width].
 */
export function cropGray(photo: Photo, crop: Crop, size: Size, outside: number): Uint8Array {
  const { scale } = levelFor(photo, crop, OVERSAMPLING * size.width);
  const drawn = { width: atLeastOne(crop.width * scale), height: atLeastOne(crop.height * scale) };
  const rgba = draw(photo, crop, drawn, outside);
  const values = new Float32Array(drawn.width * drawn.height);
  for (let i = 0; i < values.length; i++) {
    values[i] = 0.299 * rgba[4 * i]! + 0.587 * rgba[4 * i + 1]! + 0.114 * rgba[4 * i + 2]!;
  }
  return resample({ ...drawn, values }, size.width, size.height);
}

/**
 * What the face detector sees of a photo: black beyond its edge.
 *
 * @param photo The photo.
 * @param crop A square part of it.
 * @param size The side that it is scaled to, in pixels.
 * @returns Shape [size, size, 3], normalized.
 */
export function cropForDetector(photo: Photo, crop: Crop, size: number): Float32Array<ArrayBuffer> {
  const rgba = draw(photo, crop, { width: size, height: size });
  const values = new Float32Array(size * size * 3);
  for (let i = 0; i < size * size; i++) {
    for (let c = 0; c < 3; c++) values[3 * i + c] = (rgba[4 * i + c]! - DETECTOR_MEAN[c]!) / 255;
  }
  return values;
}

/**
 * A part of a photo in color.
 *
 * @param photo The photo.
 * @param crop A square part of it.
 * @param side The side that it is scaled to, in pixels.
 * @returns An image.
 */
export function drawColor(photo: Photo, crop: Crop, side: number): HTMLCanvasElement {
  const canvas = el('canvas', { width: String(side), height: String(side) });
  const pixels = new ImageData(draw(photo, crop, { width: side, height: side }), side, side);
  canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  return canvas;
}

const atLeastOne = (size: number): number => Math.max(1, Math.round(size));

/** The lowest resolution at which a crop still has so many pixels across. */
function levelFor({ levels }: Photo, crop: Crop, width: number): Photo['levels'][number] {
  return levels.filter(({ scale }) => scale * crop.width >= width).at(-1) ?? levels[0]!;
}

let context: CanvasRenderingContext2D | undefined;

/** Draws a part of a photo; RGBA 0..255, shape [height, width, 4]. */
function draw(photo: Photo, crop: Crop, { width, height }: Size, outside = 0): Uint8ClampedArray<ArrayBuffer> {
  const { image, scale } = levelFor(photo, crop, width);
  context ??= el('canvas').getContext('2d', { willReadFrequently: true })!;
  Object.assign(context.canvas, { width, height });
  context.fillStyle = `rgb(${outside} ${outside} ${outside})`;
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.translate(width / 2, height / 2);
  context.scale(width / crop.width, height / crop.height);
  context.rotate((-crop.turn * Math.PI) / 180);
  context.translate(-crop.x, -crop.y);
  context.scale(1 / scale, 1 / scale);
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}
