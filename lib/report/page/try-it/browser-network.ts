import * as tf from '@tensorflow/tfjs-core';
import { grayToInput } from '../../../samples/gray';
import { runStep } from './operations';
import type { Program } from './program';
import { readWeights } from './weights';

/** A trained network in the page. */
export interface BrowserNetwork {
  readonly width: number;
  readonly height: number;
  /**
   * @param gray values 0..255, shape [height, width]
   * @returns landmarks x0, y0, x1, y1, ... as fractions of the image's width and height
   */
  predict(gray: Uint8Array): Promise<Float32Array>;
}

/** Unpacks a program's weights; tfjs's backend has to be ready. */
export async function loadNetwork(program: Program): Promise<BrowserNetwork> {
  const { height, width, steps } = program;
  const constants = new Map<number, tf.Tensor>();
  for (const { value, shape, numbers } of await readWeights(program)) {
    const isWhole = Array.isArray(numbers) && numbers.every(Number.isInteger) && isIndex(steps, value);
    constants.set(value, tf.tensor(numbers, shape, isWhole ? 'int32' : 'float32'));
  }
  const predict = async (gray: Uint8Array): Promise<Float32Array> => {
    const landmarks = tf.tidy(() => {
      const values = new Map(constants);
      values.set(0, tf.tensor4d(Float32Array.from(gray, grayToInput), [1, height, width, 1]));
      for (const step of steps) {
        values.set(
          step.output,
          runStep(
            step,
            step.inputs.map((input) => values.get(input)!),
          ),
        );
      }
      return values.get(steps.at(-1)!.output)!;
    });
    const result = (await landmarks.data()) as Float32Array;
    landmarks.dispose();
    return Float32Array.from(result);
  };
  return { width, height, predict };
}

/** Whether a constant says where or how large instead of being reckoned with. */
const isIndex = (steps: Program['steps'], value: number): boolean =>
  steps.some(
    ({ op, inputs }) =>
      ['Reshape', 'Transpose', 'Pad', 'Sum', 'Mean', 'ConcatV2', 'ResizeBilinear'].includes(op) &&
      inputs.at(-1) === value,
  );
