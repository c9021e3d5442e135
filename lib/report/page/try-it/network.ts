import type { Size } from '../../../geometry';
import { grayToInput } from '../../../samples/gray';
import type { TryItNetwork } from '../../try-it/data';
import type { Engine } from './engine';
import type { Values } from './graph';

/** A trained network in the page; the size is that of its input. */
export interface BrowserNetwork extends Size {
  /**
   * Predicts the landmarks of one image.
   *
   * @param gray Gray levels 0..255, shape [height, width].
   * @returns Landmarks x0, y0, x1, y1, ... as fractions of the image's width and height.
   */
  predict(gray: Uint8Array): Promise<Float32Array>;
}

/**
 * Loads a network.
 *
 * @param engine What computes.
 * @param network The network as the report embeds it.
 * @returns The network, ready to predict.
 */
export async function loadNetwork(
  engine: Engine,
  { name, program, mirror }: Pick<TryItNetwork, 'name' | 'program' | 'mirror'>,
): Promise<BrowserNetwork> {
  const { width, height } = program;
  const inputOf = (numbers: Float32Array<ArrayBuffer>): Values => ({ shape: [1, height, width, 1], numbers });
  const run = (numbers: Float32Array<ArrayBuffer>): Promise<Float32Array> => engine.run(name, inputOf(numbers));
  await engine.load(name, program, { input: inputOf(pattern(width * height)), atOnce: mirror ? 2 : 1 });
  const predict = async (gray: Uint8Array): Promise<Float32Array> => {
    const image = Float32Array.from(gray, grayToInput);
    if (!mirror) return run(image);
    const [plain, flipped] = await Promise.all([run(image), run(flip(image, width))]);
    return plain.map((value, i) => (value + mirroredBack(flipped, mirror, i)) / 2);
  };
  return { width, height, predict };
}

/** An image that is nowhere flat, so that it leads to landmarks of its own. */
const pattern = (length: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.sin(i * i * 1e-4));

const flip = (image: Float32Array, width: number): Float32Array<ArrayBuffer> =>
  Float32Array.from(image, (_, i) => image[i - (i % width) + width - 1 - (i % width)]!);

/** Coordinate i of the landmarks of a flipped image, as it lies in the image itself. */
function mirroredBack(landmarks: Float32Array, mirror: readonly number[], i: number): number {
  const value = landmarks[2 * mirror[i >> 1]! + (i % 2)]!;
  return i % 2 === 0 ? 1 - value : value;
}
