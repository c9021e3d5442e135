import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { tf } from '../ops/tensorflow';
import type { Random } from '../random';
import { Parameter } from './parameter';
import type { Tape } from './tape';

/** Number format of convolutions and normalization. Weights, statistics and losses are float32 in any case. */
export type Precision = 'float32' | 'bfloat16';

/** How a forward pass is made. */
export interface ForwardMode {
  /** Whether batch normalization uses the batch's own statistics, and updates the running ones. */
  readonly training: boolean;
  readonly precision: Precision;
  /** Records the pass for its gradient. Without it, intermediate tensors are disposed at once. */
  readonly tape?: Tape;
  /** Called with the output of every layer. The tensor belongs to the pass: clone it to keep it. */
  readonly observe?: (layer: Layer, output: Tensor) => void;
}

/**
 * A part of a network. As in PyTorch, parameters and inner layers are its properties and are named after them.
 *
 * To add a layer, implement `compute`: run operations of `lib/ops`, and if there is a tape, record each of them with its
 * gradient. `Tape` says who owns which tensor. A training repeats the operations of one run (`lib/graph/`), so values must
 * not be read in between.
 */
export abstract class Layer {
  /** Path in the network, e.g. `layer1.0.conv1`. */
  name = '';

  /** Computes the layer's output and records it on the tape, if there is one. */
  protected abstract compute(x: Tensor, mode: ForwardMode): Tensor;

  /** Sets the initial values of the layer's own parameters; by default they stay 0. */
  initialize(random: Random): void {
    void random;
  }

  /** One line about the layer, for summaries, e.g. `Conv2d 1 -> 64, 7x7, stride 2`. */
  describe(): string {
    return this.constructor.name;
  }

  /** Runs the layer. With a tape, the output belongs to the tape; without, to the caller. */
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

  /** This layer and all layers inside it, in the order of the network. */
  *all(): Generator<Layer> {
    yield this;
    for (const [, child] of this.children()) yield* child.all();
  }

  /** Names this layer, all layers inside it and their parameters. */
  nameAll(path: string): void {
    this.name = path;
    const below = (key: string) => (path ? `${path}.${key}` : key);
    for (const [key, parameter] of this.ownParameters()) parameter.name = below(key);
    for (const [key, child] of this.children()) child.nameAll(below(key));
  }
}
