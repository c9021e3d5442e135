import type { Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { iou } from '../../geometry';
import type { Box, Size } from '../../geometry';
import { byteTensor, DataType } from '../../ops/backend';
import { cast } from '../../ops/elementwise';
import { tf } from '../../ops/tensorflow';
import { faceDetector } from '../face-api';
import type { Detection } from '../face-search';
import type { Pixels } from '../photo';
import { compileLater } from './compile-later';
import { ssd } from './ssd';
import type { SsdOutput, SsdParameters } from './ssd';

/** Pixels that the detector scales its input to. */
export const DETECTOR_SIDE = 512;

/** The most faces that are found in an image. */
const MOST = 100;

/** Of detections that overlap more, the less confident ones are dropped. */
const SAME_FACE = 0.5;

/**
 * Looks for faces in an image.
 *
 * @param image Any size; it is scaled to the detector's.
 * @param minConfidence Detections up to this confidence, 0..1, are dropped.
 * @returns The most confident first, in fractions of the image; boxes end at its edges.
 */
export type FaceDetector = (image: Pixels, minConfidence: number) => Detection[];

let opened: Promise<FaceDetector> | undefined;

/**
 * Opens face-api's SSD detector with its own weights, but in operations that TensorFlow fuses: the same faces in half the
 * time. Later calls return the same one.
 *
 * @returns The detector; it is never disposed.
 */
export const fusedDetector = (): Promise<FaceDetector> => (opened ??= openDetector());

async function openDetector(): Promise<FaceDetector> {
  const parameters = (await faceDetector()).params as unknown as SsdParameters;
  const anchors = parameters.output_layer.extra_dim.dataSync<'float32'>();
  const network = ssd(parameters);
  const plain = ({ image }: { image: Tensor4D }): SsdOutput => tf.tidy(() => network(image));
  const { run } = compileLater(
    plain,
    () => plain,
    () => 'one image',
  );
  return (image, minConfidence) => {
    const input = inputOf(image);
    const { logits, offsets } = run({ image: input });
    const values = [logits, offsets].map((tensor) => tensor.dataSync<'float32'>()) as [Float32Array, Float32Array];
    tf.dispose([input, logits, offsets]);
    return facesOf(...values, anchors, minConfidence).map(({ box, confidence }) => ({
      confidence,
      box: insideOf(box, image),
    }));
  };
}

/** The image at the upper left of a black square, as face-api scales it: values 0..255, shape [1, side, side, 3]. */
function inputOf({ rgb, width, height }: Pixels): Tensor4D {
  const side = Math.max(width, height);
  let square = rgb;
  if (width !== height) {
    square = new Uint8Array(side * side * 3);
    for (let y = 0; y < height; y++) square.set(rgb.subarray(3 * y * width, 3 * (y + 1) * width), 3 * y * side);
  }
  return tf.tidy(() => {
    const image = cast(byteTensor(square, [1, side, side, 3]), DataType.float32) as Tensor4D;
    return side === DETECTOR_SIDE ? image : tf.image.resizeBilinear(image, [DETECTOR_SIDE, DETECTOR_SIDE]);
  });
}

/** Decodes what the network says about its anchors and keeps one detection per face, as face-api does. */
function facesOf(
  logits: Float32Array,
  offsets: Float32Array,
  anchors: Float32Array,
  minConfidence: number,
): Detection[] {
  const candidates: Detection[] = [];
  for (const [i, logit] of logits.entries()) {
    const confidence = 1 / (1 + Math.exp(-logit));
    if (confidence <= minConfidence) continue;
    candidates.push({ confidence, box: boxOf(offsets.subarray(4 * i, 4 * i + 4), anchors.subarray(4 * i, 4 * i + 4)) });
  }
  const kept: Detection[] = [];
  for (const one of candidates.sort((a, b) => b.confidence - a.confidence)) {
    if (kept.length >= MOST) break;
    if (kept.every(({ box }) => iou(box, one.box) <= SAME_FACE)) kept.push(one);
  }
  return kept;
}

/** Factors by which the network scales the offsets of centers and the logarithms of sizes. */
const [CENTERS, SIZES] = [10, 5] as const;

function boxOf(offset: Float32Array, anchor: Float32Array): Box {
  const [dy, dx, logHeight, logWidth] = offset as unknown as readonly [number, number, number, number];
  const [top, left, bottom, right] = anchor as unknown as readonly [number, number, number, number];
  const [width, height] = [right - left, bottom - top];
  const size = { width: width * Math.exp(logWidth / SIZES), height: height * Math.exp(logHeight / SIZES) };
  const center = { x: left + width / 2 + (dx / CENTERS) * width, y: top + height / 2 + (dy / CENTERS) * height };
  return { x: center.x - size.width / 2, y: center.y - size.height / 2, ...size };
}

/** A box in fractions of the square as fractions of the image in it, cut off at the square's edges. */
function insideOf({ x, y, width, height }: Box, image: Size): Box {
  const scale = DETECTOR_SIDE / Math.max(image.width, image.height);
  // face-api rounds the size that the image has in its input.
  const [h, v] = [image.width, image.height].map((length) => DETECTOR_SIDE / Math.round(length * scale)) as [
    number,
    number,
  ];
  const [left, right] = [Math.max(0, x) * h, Math.min(1, x + width) * h];
  const [top, bottom] = [Math.max(0, y) * v, Math.min(1, y + height) * v];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
