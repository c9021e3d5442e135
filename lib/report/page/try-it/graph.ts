import * as tf from '@tensorflow/tfjs-core';
import type { Graph } from '../../try-it/data';
import { runStep } from './operations';
import { unpack } from './unpack';

/** Numbers and their shape. */
export interface Values {
  readonly shape: readonly number[];
  readonly numbers: Float32Array<ArrayBuffer>;
}

/** A graph that is ready to run. */
export type RunGraph = (input: Values) => Promise<Float32Array<ArrayBuffer>>;

/**
 * Unpacks a graph; the backend must have been started.
 *
 * @param graph The graph as the report embeds it.
 * @returns A function that runs it.
 */
export async function loadGraph(graph: Graph): Promise<RunGraph> {
  const { steps } = graph;
  const constants = new Map<number, tf.Tensor>();
  for (const { value, shape, numbers } of await unpack(graph)) {
    const isWhole = Array.isArray(numbers) && numbers.every(Number.isInteger) && isIndex(steps, value);
    constants.set(value, tf.tensor(numbers, shape, isWhole ? 'int32' : 'float32'));
  }
  const run = ({ shape, numbers }: Values): tf.Tensor => {
    const values = new Map(constants).set(0, tf.tensor(numbers, [...shape]));
    for (const step of steps) {
      const inputs = step.inputs.map((input) => values.get(input)!);
      values.set(step.output, runStep(step, inputs));
    }
    return values.get(steps.at(-1)!.output)!;
  };
  return async (input) => {
    const output = tf.tidy(() => run(input));
    const numbers = (await output.data()) as Float32Array;
    output.dispose();
    return Float32Array.from(numbers);
  };
}

/** Whether a constant is an operation's axes, shape or size, which are integers. */
const isIndex = (steps: Graph['steps'], value: number): boolean =>
  steps.some(
    ({ op, inputs }) =>
      ['Reshape', 'Transpose', 'Pad', 'Sum', 'Mean', 'ConcatV2', 'ResizeBilinear'].includes(op) &&
      inputs.at(-1) === value,
  );
