import type { Tensor, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { observe } from '../../ops/observe';
import type { Observed } from '../../ops/observe';
import { tf } from '../../ops/tensorflow';
import { tensorFlowName } from '../../ops/winograd';
import type { Network } from '../network';
import type { Attribute, Step } from './step';

/** A recorded forward pass. Value 0 is the image, the last step's output the landmarks. */
export interface Trace {
  readonly steps: readonly Step[];
  /** Values that do not depend on the image, by number. */
  readonly constants: ReadonlyMap<number, TracedConstant>;
  /** Shapes of the steps' outputs, by number. */
  readonly shapes: ReadonlyMap<number, readonly number[]>;
}

/** A value that does not depend on the image: weights, or an operation's axes, shape or size. */
export interface TracedConstant {
  readonly shape: number[];
  readonly values: Float32Array | Int32Array;
}

/**
 * Runs a network once and records every operation that its output depends on. Everything that does not depend on the image
 * (weights, and what is computed from them alone) becomes a constant. So any network can run elsewhere without a second
 * definition.
 *
 * @param network The network; its tensors are left as they are.
 * @param batch Images that the network runs on; the operations are recorded for that many.
 * @returns The operations and constants.
 */
export function traceNetwork(network: Network, batch = 1): Trace {
  const recorder = new Recorder();
  const [height, width] = network.inputShape;
  tf.tidy(() => {
    const image: Tensor4D = tf.zeros([batch, height, width, 1]);
    recorder.input(image);
    recorder.during(() => {
      network.landmarks(network.forward(image, { training: false, precision: 'float32' }));
    });
  });
  return recorder;
}

class Recorder implements Trace {
  readonly steps: Step[] = [];
  readonly shapes = new Map<number, readonly number[]>();
  readonly constants = new Map<number, TracedConstant>();
  /** Numbers of values by their data, which clones of a tensor share. */
  private readonly numbers = new Map<object, number>();
  private readonly dependent = new Set<number>();

  input(tensor: Tensor): void {
    this.dependent.add(this.numberOf(tensor));
  }

  during(work: () => void): void {
    observe(work, (operation) => this.record(operation));
  }

  private record({ op, attributes, inputs, outputs: [output] }: Observed): void {
    if (!output || !inputs.some((input) => this.dependent.has(this.numbers.get(input.dataId) ?? -1))) return;
    const values = inputs.map((input) => this.numberOf(input));
    values.forEach((value, i) => {
      if (!this.dependent.has(value)) this.keep(value, inputs[i]!);
    });
    const number = this.numberOf(output);
    this.dependent.add(number);
    this.shapes.set(number, output.shape);
    this.steps.push({
      op: tensorFlowName(op),
      inputs: values,
      output: number,
      attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value as Attribute])),
    });
  }

  private keep(number: number, tensor: Tensor): void {
    if (this.constants.has(number)) return;
    this.constants.set(number, { shape: [...tensor.shape], values: tensor.dataSync() as Float32Array | Int32Array });
  }

  private numberOf(tensor: Tensor): number {
    const known = this.numbers.get(tensor.dataId);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(tensor.dataId, number);
    return number;
  }
}
