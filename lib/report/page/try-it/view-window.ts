import type { Box } from '../../../geometry';
import { resample } from '../../../samples/resample';

/** The part of a photo that the network sees: a rectangle in photo pixels, turned about its center. */
export interface ViewWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Clockwise, in degrees. */
  readonly turn: number;
}

export type Point = readonly [x: number, y: number];

export const centerd = ({ x, y, width, height }: Box): ViewWindow => ({
  x: x + width / 2,
  y: y + height / 2,
  width,
  height,
  turn: 0,
});

/** A window that lies about another start as this one lies about its own: as far away, as much larger, as turned. */
export const carriedOver = (window: ViewWindow, from: ViewWindow, to: ViewWindow): ViewWindow => ({
  x: to.x + window.x - from.x,
  y: to.y + window.y - from.y,
  width: (to.width * window.width) / from.width,
  height: (to.height * window.height) / from.height,
  turn: window.turn,
});

/** A place in the window, as fractions of its width and height, in photo pixels. */
export function toPhoto(window: ViewWindow, [u, v]: Point): Point {
  const [dx, dy] = [(u - 0.5) * window.width, (v - 0.5) * window.height];
  const [cos, sin] = turning(window);
  return [window.x + cos * dx - sin * dy, window.y + sin * dx + cos * dy];
}

/** The inverse of `toPhoto`. */
export function toWindow(window: ViewWindow, [x, y]: Point): Point {
  const [dx, dy] = [x - window.x, y - window.y];
  const [cos, sin] = turning(window);
  return [(cos * dx + sin * dy) / window.width + 0.5, (cos * dy - sin * dx) / window.height + 0.5];
}

function turning({ turn }: ViewWindow): [cos: number, sin: number] {
  const angle = (turn * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

const canvas = document.createElement('canvas');
const context = canvas.getContext('2d', { willReadFrequently: true })!;

/**
 * What the network sees of a photo: gray 0..255, shape [height, width]. Made as the samples are: the window cut out
 * in the photo's own pixels, black beyond its edge, gray by BT.601, resized by areas.
 */
export function lookThrough(
  photo: CanvasImageSource,
  window: ViewWindow,
  size: { width: number; height: number },
): Uint8Array {
  const [width, height] = [Math.max(1, Math.round(window.width)), Math.max(1, Math.round(window.height))];
  canvas.width = width;
  canvas.height = height;
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.scale(width / window.width, height / window.height);
  context.rotate((-window.turn * Math.PI) / 180);
  context.translate(-window.x, -window.y);
  context.drawImage(photo, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) {
    values[i] = 0.299 * data[4 * i]! + 0.587 * data[4 * i + 1]! + 0.114 * data[4 * i + 2]!;
  }
  return resample({ width, height, values }, size.width, size.height);
}
