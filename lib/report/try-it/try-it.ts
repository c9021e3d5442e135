import sharp from 'sharp';
import type { Box } from '../../geometry';
import type { Network } from '../../networks/network';
import { tf } from '../../ops/tensorflow';
import type { Dataset } from '../../samples/dataset';
import { grayToInput } from '../../samples/gray';
import type { FaceView, TryItData, TryItFace, TryItNetwork } from '../page/try-it/data';
import { networkProgram } from './quantize';

/** Longest side of an embedded photo in pixels, and how much of it around the crop is kept, in crops. */
const LONGEST = 640;
const AROUND = 1.6;

/** A trained network that the report's reader may try. */
export interface Candidate extends Omit<TryItNetwork, 'program' | 'parts'> {
  readonly network: Network;
  /** Faces as the network takes them; the same ones in the same order for all candidates. */
  readonly samples: Dataset;
}

/** A weight takes at least so many bytes of the page. */
const LEAST = 0.9;

export interface TryItOptions {
  /** Which samples to offer, by position; by default eight, evenly spread. */
  readonly faces?: readonly number[];
  /**
   * Bytes that all networks together may take in the page. Those that no longer fit are left out, the last ones first.
   */
  readonly room?: number;
}

/**
 * Trained networks and some faces to try them on, for `finish({ tryIt })`: the report's reader turns, moves and scales
 * what the network sees, and watches the landmarks follow. The networks may be disposed afterwards.
 *
 * @param candidates The first one is there when the page opens.
 * @returns Undefined where no network fits.
 * @throws Error naming an operation of a network that a page cannot run
 */
export async function tryIt(
  candidates: readonly Candidate[],
  { faces, room = Infinity }: TryItOptions = {},
): Promise<TryItData | undefined> {
  let left = room;
  const offered = candidates.flatMap(({ network, samples, ...about }) => {
    // Packing a large network takes a while, which is of no use where it cannot fit.
    const program = weightsOf(network) * LEAST < left ? networkProgram(network) : undefined;
    if (!program || program.data.length > left) return [];
    left -= program.data.length;
    const { parts, count } = samples.landmarkSet;
    return [{ network, samples, entry: { ...about, program, parts: count > 1 ? parts : [] } }];
  });
  const [first] = offered;
  if (!first) return undefined;
  const chosen = faces ?? meanAndSd(first.samples.faces.length, 8);
  return {
    networks: offered.map(({ entry }) => entry),
    faces: await Promise.all(chosen.map((index) => embed(offered, index))),
  };
}

const weightsOf = ({ parameters }: Network): number => parameters.reduce((sum, { size }) => sum + size, 0);

/** Positions evenly spread over so many. */
function meanAndSd(total: number, wanted: number): number[] {
  const count = Math.min(total, wanted);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * total) / count));
}

type Offered = Pick<Candidate, 'network' | 'samples'>;

async function embed(offered: readonly Offered[], index: number): Promise<TryItFace> {
  const face = offered[0]!.samples.faces[index]!;
  const crops = offered.map(({ samples }) => samples.crops[index]!);
  const part = neighborhood(hull(crops), face);
  const scale = Math.min(1, LONGEST / Math.max(part.width, part.height));
  const [width, height] = [Math.round(part.width * scale), Math.round(part.height * scale)];
  const file = await sharp(face.photo)
    .extract({ left: part.x, top: part.y, width: part.width, height: part.height })
    .resize(width, height, { fit: 'fill' })
    .webp({ quality: 88, effort: 4 })
    .toBuffer();
  return {
    label: [face.id, face.labels.pose].filter(Boolean).join(' · '),
    photo: `data:image/webp;base64,${file.toString('base64')}`,
    width,
    height,
    pixelSize: 1 / scale,
    views: await Promise.all(offered.map((one) => viewOf(one, index, part, scale))),
  };
}

/** @param scale pixels of the embedded photo in one of the original */
async function viewOf({ network, samples }: Offered, index: number, part: Box, scale: number): Promise<FaceView> {
  const crop = samples.crops[index]!;
  const size = samples.landmarkSet.count * 2;
  const { width, height } = samples;
  const gray = samples.images.subarray(index * width * height, (index + 1) * width * height);
  const image = await sharp(gray, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const landmarks = samples.landmarks.subarray(index * size, (index + 1) * size);
  const place = (fraction: number, axis: number): number =>
    axis === 0 ? (crop.x + fraction * crop.width - part.x) * scale : (crop.y + fraction * crop.height - part.y) * scale;
  return {
    window: {
      x: (crop.x - part.x) * scale,
      y: (crop.y - part.y) * scale,
      width: crop.width * scale,
      height: crop.height * scale,
    },
    image: `data:image/png;base64,${image.toString('base64')}`,
    truth: Array.from(landmarks, (fraction, i) => round(place(fraction, i % 2), 2)),
    predicted: predict(network, gray).map((fraction) => round(fraction, 6)),
  };
}

/** The smallest box around some. */
function hull(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The part of the photo that is embedded: the crop with its surroundings, as far as the photo goes. */
function neighborhood(crop: Box, photo: { width: number; height: number }): Box {
  const [right, bottom] = [crop.x + crop.width, crop.y + crop.height];
  const [dx, dy] = [((AROUND - 1) / 2) * crop.width, ((AROUND - 1) / 2) * crop.height];
  const x = Math.max(0, Math.floor(crop.x - dx));
  const y = Math.max(0, Math.floor(crop.y - dy));
  const width = Math.min(photo.width, Math.ceil(right + dx)) - x;
  return { x, y, width, height: Math.min(photo.height, Math.ceil(bottom + dy)) - y };
}

/** @param gray 0..255, shape [height, width] */
function predict(network: Network, gray: Uint8Array): number[] {
  const [height, width] = network.inputShape;
  return tf.tidy(() => {
    const image = tf.tensor4d(Float32Array.from(gray, grayToInput), [1, height, width, 1]);
    return [...network.landmarks(network.forward(image, { training: false, precision: 'float32' })).dataSync()];
  });
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
