import sharp from 'sharp';
import type { Box, Size } from '../../geometry';
import type { Network } from '../../networks/network';
import { predict } from '../../networks/predict';
import type { Dataset } from '../../samples/dataset';
import type { FaceView, TryItData, TryItFace, TryItNetwork } from './data';
import { networkProgram } from './quantize';

/** Longest side of an embedded photo, in pixels. */
const LONGEST = 640;

/** Size of the embedded part of a photo, in crops. */
const SURROUNDINGS = 1.6;

/** Faces to try networks on. */
const FACES = 8;

/** A weight takes at least this many bytes of the page. */
const LEAST_BYTES = 0.9;

/** A trained network that the report's reader may try. */
export interface Candidate extends Omit<TryItNetwork, 'program' | 'parts'> {
  readonly network: Network;
  /** Faces as the network takes them; the same ones in the same order for all candidates. */
  readonly samples: Dataset;
}

/** Limits of what is embedded. */
export interface TryItOptions {
  /** Positions of the samples to offer; by default eight, evenly spaced. */
  readonly faces?: readonly number[];
  /** Bytes of the page that all networks together may take; those that do not fit are left out, the last ones first. */
  readonly room?: number;
}

/**
 * Packs trained networks and some faces for the report's page, where the reader moves, turns and scales the part of the
 * photo that the network sees, and watches the landmarks follow. The networks may be disposed afterwards.
 *
 * @param candidates The first one is selected when the page opens.
 * @param options Which faces, and how many bytes.
 * @returns Data for `finish({ tryIt })`; undefined if no network fits.
 * @throws UserError naming an operation of a network that the page cannot run.
 * @example finish({ ..., tryIt: await tryIt([{ name: 'Plain', about: 'Five convolutions.', network, samples }]) });
 */
export async function tryIt(
  candidates: readonly Candidate[],
  { faces, room = Infinity }: TryItOptions = {},
): Promise<TryItData | undefined> {
  let left = room;
  const offered = candidates.flatMap(({ network, samples, ...about }) => {
    // Packing a large network takes seconds, so what cannot fit is not packed.
    const program = weightsOf(network) * LEAST_BYTES < left ? networkProgram(network) : undefined;
    if (!program || program.data.length > left) return [];
    left -= program.data.length;
    const { parts, count } = samples.landmarkSet;
    return [{ network, samples, entry: { ...about, program, parts: count > 1 ? parts : [] } }];
  });
  const [first] = offered;
  if (!first) return undefined;
  const chosen = faces ?? evenlySpaced(first.samples.faces.length, FACES);
  return {
    networks: offered.map(({ entry }) => entry),
    faces: await Promise.all(chosen.map((index) => embedFace(offered, index))),
  };
}

const weightsOf = ({ parameters }: Network): number => parameters.reduce((sum, { size }) => sum + size, 0);

/** Positions evenly spaced in a list. */
function evenlySpaced(total: number, wanted: number): number[] {
  const count = Math.min(total, wanted);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * total) / count));
}

type Offered = Pick<Candidate, 'network' | 'samples'>;

async function embedFace(offered: readonly Offered[], index: number): Promise<TryItFace> {
  const face = offered[0]!.samples.faces[index]!;
  const part = embeddedPart(hull(offered.map(({ samples }) => samples.crops[index]!)), face);
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

/** A face for one network; `scale` is the size of an original pixel in pixels of the embedded photo. */
async function viewOf({ network, samples }: Offered, index: number, part: Box, scale: number): Promise<FaceView> {
  const { width, height, crops, images, landmarks, landmarkSet } = samples;
  const crop = crops[index]!;
  const size = landmarkSet.count * 2;
  const gray = images.subarray(index * width * height, (index + 1) * width * height);
  const image = await sharp(gray, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const toPart = (fraction: number, axis: number): number =>
    axis === 0 ? (crop.x + fraction * crop.width - part.x) * scale : (crop.y + fraction * crop.height - part.y) * scale;
  const truth = landmarks.subarray(index * size, (index + 1) * size);
  return {
    crop: { x: toPart(0, 0), y: toPart(0, 1), width: crop.width * scale, height: crop.height * scale },
    image: `data:image/png;base64,${image.toString('base64')}`,
    truth: Array.from(truth, (fraction, i) => (Number.isNaN(fraction) ? null : round(toPart(fraction, i % 2), 2))),
    predicted: Array.from(predict(network, gray), (fraction) => round(fraction, 6)),
  };
}

/** The smallest box around several. */
function hull(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The part of the photo that is embedded: the crop with its surroundings, within the photo. */
function embeddedPart(crop: Box, photo: Size): Box {
  const [right, bottom] = [crop.x + crop.width, crop.y + crop.height];
  const [dx, dy] = [((SURROUNDINGS - 1) / 2) * crop.width, ((SURROUNDINGS - 1) / 2) * crop.height];
  const x = Math.max(0, Math.floor(crop.x - dx));
  const y = Math.max(0, Math.floor(crop.y - dy));
  const width = Math.min(photo.width, Math.ceil(right + dx)) - x;
  return { x, y, width, height: Math.min(photo.height, Math.ceil(bottom + dy)) - y };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
