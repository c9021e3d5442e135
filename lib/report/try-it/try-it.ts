import sharp from 'sharp';
import type { Box, Size } from '../../geometry';
import { sizeOf } from '../../networks/network';
import type { Network } from '../../networks/network';
import { predictionOf } from '../../networks/predict';
import { imageTensor } from '../../ops/pixels';
import { tf } from '../../ops/tensorflow';
import { openImage } from '../../photos';
import type { Dataset } from '../../samples/dataset';
import { predictWithTta } from '../../training/test-time';
import type { FaceView, Program, TryItData, TryItFace, TryItNetwork } from './data';
import { detectorGraph } from './detector';
import { grayOutside, measureFrames } from './frames';
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
export interface Candidate extends Pick<TryItNetwork, 'name' | 'about' | 'focus'> {
  readonly network: Network;
  /** Faces as the network takes them; the same ones in the same order for all candidates. */
  readonly samples: Dataset;
  /** What the network was trained on: tells where a face must lie in its image. */
  readonly training: Dataset;
  /** Whether predictions average over the image and its mirror image. */
  readonly testTimeAugmentation?: boolean;
}

/** Limits of what is embedded. */
export interface TryItOptions {
  /** Positions of the samples to offer, or how many, evenly spaced; eight by default. */
  readonly faces?: readonly number[] | number;
  /** Bytes of the page that all networks together may take; those that do not fit are left out, the last ones first. */
  readonly room?: number;
  /** Whether the page has to be small, so that weights get few bits; as many as the network's size allows by default. */
  readonly compact?: boolean;
  /** Whether all samples were drawn by a program. */
  readonly areDrawn?: boolean;
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
  { faces = FACES, room = Infinity, compact = false, areDrawn = false }: TryItOptions = {},
): Promise<TryItData | undefined> {
  let left = room;
  const offered = candidates.flatMap((candidate) => {
    const { network } = candidate;
    // Packing a large network takes seconds, so what cannot fit is not packed.
    const program = weightsOf(network) * LEAST_BYTES < left ? networkProgram(network, compact) : undefined;
    if (!program || program.data.length > left) return [];
    left -= program.data.length;
    return [{ candidate, program }];
  });
  const [first] = offered;
  if (!first) return undefined;
  const networks: TryItNetwork[] = [];
  for (const { candidate, program } of offered) networks.push(await describeNetwork(candidate, program));
  const fitting = offered.map(({ candidate }) => candidate);
  const chosen = typeof faces === 'number' ? evenlySpaced(first.candidate.samples.faces.length, faces) : faces;
  return {
    networks,
    faces: await Promise.all(chosen.map((index) => embedFace(fitting, index))),
    detector: await detectorGraph(),
    ...(areDrawn && { areDrawn }),
  };
}

async function describeNetwork(
  { name, about, focus, network, samples, training, testTimeAugmentation = false }: Candidate,
  program: Program,
): Promise<TryItNetwork> {
  const { parts, count, mirror } = samples.landmarkSet;
  const frames = await measureFrames(training, sizeOf(network));
  return {
    name,
    about,
    program,
    parts: count > 1 && !focus ? parts : [],
    ...(focus && { focus }),
    ...(testTimeAugmentation && { mirror }),
    ...(frames && { frames }),
    outside: grayOutside(training),
  };
}

const weightsOf = ({ parameters }: Network): number => parameters.reduce((sum, { size }) => sum + size, 0);

/** Positions evenly spaced in a list. */
function evenlySpaced(total: number, wanted: number): number[] {
  const count = Math.min(total, wanted);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * total) / count));
}

async function embedFace(offered: readonly Candidate[], index: number): Promise<TryItFace> {
  const face = offered[0]!.samples.faces[index]!;
  const part = embeddedPart(hull(offered.map(({ samples }) => samples.crops[index]!)), face);
  const scale = Math.min(1, LONGEST / Math.max(part.width, part.height));
  const [width, height] = [Math.round(part.width * scale), Math.round(part.height * scale)];
  const file = await openImage(face.photo)
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
async function viewOf(candidate: Candidate, index: number, part: Box, scale: number): Promise<FaceView> {
  const { samples } = candidate;
  const { width, height, crops, images, landmarks, landmarkSet } = samples;
  const crop = crops[index]!;
  const size = landmarkSet.count * 2;
  const gray = images.read([index]);
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
    predicted: Array.from(predictOne(candidate, gray), (fraction) => round(fraction, 6)),
  };
}

/** The landmarks of one image, as the page predicts them. */
function predictOne({ network, samples, testTimeAugmentation }: Candidate, gray: Uint8Array): Float32Array {
  const predicted = tf.tidy(() => {
    const images = imageTensor(gray, [1, samples.height, samples.width]);
    return testTimeAugmentation ? predictWithTta(network, images, samples.landmarkSet) : predictionOf(network, images);
  });
  const landmarks = predicted.dataSync<'float32'>();
  predicted.dispose();
  return landmarks;
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
