import sharp from 'sharp';
import type { Box } from '../../faces/face';
import { tf } from '../../kernels/tensorflow';
import type { Network } from '../../networks/network';
import type { Samples } from '../../samples/samples';
import type { TryItData, TryItFace } from '../page/try-it/data';
import { networkProgram } from './quantise';

/** Longest side of an embedded photo in pixels, and how much of it around the window is kept, in windows. */
const LONGEST = 640;
const AROUND = 1.6;

export interface TryItOptions {
  /** Which samples to offer, by position; by default eight, evenly spread. */
  readonly faces?: readonly number[];
}

/**
 * A trained network and some faces to try it on, for `finish({ tryIt })`: the report's reader turns, moves and scales
 * what the network sees, and watches the points follow. The network may be disposed afterwards.
 *
 * @throws Error naming an operation of the network that a page cannot run
 * @example const trial = await tryIt(network, validation);
 */
export async function tryIt(network: Network, samples: Samples, options: TryItOptions = {}): Promise<TryItData> {
  const program = networkProgram(network);
  const chosen = options.faces ?? spread(samples.faces.length, 8);
  const faces = await Promise.all(chosen.map((index) => embed(network, samples, index)));
  const { parts, count } = samples.scheme;
  return { program, parts: count > 1 ? parts : [], faces };
}

/** Positions evenly spread over so many. */
function spread(total: number, wanted: number): number[] {
  const count = Math.min(total, wanted);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * total) / count));
}

async function embed(network: Network, samples: Samples, index: number): Promise<TryItFace> {
  const [face, window] = [samples.faces[index]!, samples.windows[index]!];
  const part = neighbourhood(window, face);
  const scale = Math.min(1, LONGEST / Math.max(part.width, part.height));
  const [width, height] = [Math.round(part.width * scale), Math.round(part.height * scale)];
  const file = await sharp(face.photo)
    .extract({ left: part.x, top: part.y, width: part.width, height: part.height })
    .resize(width, height, { fit: 'fill' })
    .webp({ quality: 88, effort: 4 })
    .toBuffer();
  const { count } = samples.scheme;
  const points = samples.points.subarray(index * count * 2, (index + 1) * count * 2);
  const place = (fraction: number, axis: number): number =>
    axis === 0
      ? (window.x + fraction * window.width - part.x) * scale
      : (window.y + fraction * window.height - part.y) * scale;
  return {
    label: [face.id, face.labels.pose].filter(Boolean).join(' · '),
    photo: `data:image/webp;base64,${file.toString('base64')}`,
    width,
    height,
    pixelSize: 1 / scale,
    window: {
      x: (window.x - part.x) * scale,
      y: (window.y - part.y) * scale,
      width: window.width * scale,
      height: window.height * scale,
    },
    truth: Array.from(points, (fraction, i) => round(place(fraction, i % 2), 2)),
    predicted: predict(network, samples, index).map((fraction) => round(fraction, 6)),
  };
}

/** The part of the photo that is embedded: the window with its surroundings, as far as the photo goes. */
function neighbourhood(window: Box, photo: { width: number; height: number }): Box {
  const [right, bottom] = [window.x + window.width, window.y + window.height];
  const [dx, dy] = [((AROUND - 1) / 2) * window.width, ((AROUND - 1) / 2) * window.height];
  const x = Math.max(0, Math.floor(window.x - dx));
  const y = Math.max(0, Math.floor(window.y - dy));
  const width = Math.min(photo.width, Math.ceil(right + dx)) - x;
  return { x, y, width, height: Math.min(photo.height, Math.ceil(bottom + dy)) - y };
}

function predict(network: Network, { width, height, pictures }: Samples, index: number): number[] {
  const grey = pictures.subarray(index * width * height, (index + 1) * width * height);
  return tf.tidy(() => {
    const picture = tf.tensor4d(
      Float32Array.from(grey, (value) => value / 255 - 0.5),
      [1, height, width, 1],
    );
    return [...network.points(network.forward(picture, { training: false, precision: 'float32' })).dataSync()];
  });
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
