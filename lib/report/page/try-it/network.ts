import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import binary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Size } from '../../../geometry';
import { grayToInput } from '../../../samples/gray';
import type { Constant, Program } from '../../try-it/data';
import { runStep } from './operations';

/** A trained network in the page; the size is that of its input. */
export interface BrowserNetwork extends Size {
  /**
   * Finds the landmarks of one image.
   *
   * @param gray Gray levels 0..255, shape [height, width].
   * @returns Landmarks x0, y0, x1, y1, ... as fractions of the image's width and height.
   */
  predict(gray: Uint8Array): Promise<Float32Array>;
}

/**
 * Starts tfjs's WebAssembly backend, from the binary inside this script: a page opened from a file may load nothing. It
 * has one thread, as such a page gets no shared memory.
 *
 * @throws Error when the browser has no WebAssembly with SIMD (all have since 2023).
 */
export async function startTensorflow(): Promise<void> {
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error('it has no WebAssembly with SIMD.');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tf.env().platform.fetch = () => Promise.resolve(new Response(binary));
  // tfjs asks its platform, above, only for paths that were set.
  setWasmPaths('inlined/', true);
  await tf.setBackend('wasm');
}

/**
 * Unpacks a network; the backend must have been started.
 *
 * @param program The network as the report embeds it.
 * @returns The network, ready to predict.
 */
export async function loadNetwork(program: Program): Promise<BrowserNetwork> {
  const { height, width, steps } = program;
  const constants = new Map<number, tf.Tensor>();
  for (const { value, shape, numbers } of await unpack(program)) {
    const isWhole = Array.isArray(numbers) && numbers.every(Number.isInteger) && isIndex(steps, value);
    constants.set(value, tf.tensor(numbers, shape, isWhole ? 'int32' : 'float32'));
  }
  const run = (gray: Uint8Array): tf.Tensor => {
    const input = Float32Array.from(gray, grayToInput);
    const values = new Map(constants).set(0, tf.tensor4d(input, [1, height, width, 1]));
    for (const step of steps) {
      const inputs = step.inputs.map((input) => values.get(input)!);
      values.set(step.output, runStep(step, inputs));
    }
    return values.get(steps.at(-1)!.output)!;
  };
  return {
    width,
    height,
    async predict(gray) {
      const landmarks = tf.tidy(() => run(gray));
      const result = (await landmarks.data()) as Float32Array;
      landmarks.dispose();
      return Float32Array.from(result);
    },
  };
}

/** Whether a constant is an operation's axes, shape or size, which are integers. */
const isIndex = (steps: Program['steps'], value: number): boolean =>
  steps.some(
    ({ op, inputs }) =>
      ['Reshape', 'Transpose', 'Pad', 'Sum', 'Mean', 'ConcatV2', 'ResizeBilinear'].includes(op) &&
      inputs.at(-1) === value,
  );

/** A constant with its numbers. */
interface Weights {
  readonly value: number;
  readonly shape: number[];
  readonly numbers: Float32Array | readonly number[];
}

async function unpack({ constants, data }: Program): Promise<Weights[]> {
  const bytes = await gunzip(data);
  const count = ({ shape }: Constant): number => shape.reduce((product, size) => product * size, 1);
  const total = bytes.length / 2;
  let place = 0;
  return constants.map((constant) => {
    const { value, shape, numbers, scales = [] } = constant;
    if (numbers) return { value, shape: [...shape], numbers };
    const decoded = new Float32Array(count(constant));
    for (let i = 0; i < decoded.length; i++, place++) {
      const folded = bytes[place]! | (bytes[total + place]! << 8);
      const whole = folded & 1 ? -(folded + 1) / 2 : folded / 2;
      decoded[i] = whole * scales[i % scales.length]!;
    }
    return { value, shape: [...shape], numbers: decoded };
  });
}

async function gunzip(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
