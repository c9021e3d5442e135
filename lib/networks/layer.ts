import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { tf } from '../ops/tensorflow';
import type { Random } from '../random';
import { Parameter } from './parameter';
import type { Tape } from './tape';

/** Number format of convolutions and normalization; weights, statistics and losses are float32 in any case. */
export type Precision = 'float32' | 'bfloat16';

/** How a forward pass is made. */
export interface ForwardMode {
  /** Whether batch normalization goes by the batch's own statistics, and updates the running ones. */
  readonly training: boolean;
  readonly precision: Precision;
  /** Where the pass is recorded for its gradient; without it, intermediate tensors are given back at once. */
  readonly tape?: Tape;
  /** Is shown the output of every layer. The tensor belongs to the pass: clone it to keep it. */
  readonly observe?: (layer: Layer, output: Tensor) => void;
}

/**
 * A piece of a network. Parameters and inner layers are its properties, and named after them, as in PyTorch.
 */
export abstract class Layer {
  /** Path in the network, e.g. `layer1.0.conv1`. */
  name = '';

  /** The layer's output, recorded on the tape where there is one. */
  protected abstract compute(x: Tensor, mode: ForwardMode): Tensor;

  /** Gives the layer's own parameters their initial values; by default they stay 0. */
  initialize(random: Random): void {
    void random;
  }

  /** One line on what the layer does, for the summary, e.g. `Conv2d 1 -> 64, 7x7, stride 2`. */
  describe(): string {
    return this.constructor.name;
  }

  forward(x: Tensor, mode: ForwardMode): Tensor {
    const output = mode.tape ? this.compute(x, mode) : tf.tidy(() => this.compute(x, mode));
    mode.observe?.(this, output);
    return output;
  }

  /** The layer's own parameters, by property name. */
  ownParameters(): [string, Parameter][] {
    return Object.entries(this).filter((entry): entry is [string, Parameter] => entry[1] instanceof Parameter);
  }

  /** The layers inside this one, by property name. */
  children(): [string, Layer][] {
    return Object.entries(this).filter((entry): entry is [string, Layer] => entry[1] instanceof Layer);
  }

  /** This layer and all inside it, in the order of the network. */
  *all(): Generator<Layer> {
    yield this;
    for (const [, child] of this.children()) yield* child.all();
  }

  /** Names this layer, all inside it and their parameters. */
  nameAll(path: string): void {
    this.name = path;
    const below = (key: string) => (path ? `${path}.${key}` : key);
    for (const [key, parameter] of this.ownParameters()) parameter.name = below(key);
    for (const [key, child] of this.children()) child.nameAll(below(key));
  }
}
