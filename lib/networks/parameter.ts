import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { tf } from '../ops/tensorflow';
import { ResourceVariable } from '../ops/variables';

/** How a parameter lies in memory, against PyTorch's order of its dimensions. */
export type Layout = 'same' | 'convolution';

/** Numbers of a network that are learned (or, not trainable, kept as running statistics): float32, starting at 0. */
export class Parameter {
  /** Path in the network, as PyTorch names it, e.g. `layer1.0.conv1.weight`. */
  name = '';
  /** The memory itself, which optimizers change in place. */
  readonly variable: ResourceVariable;

  constructor(
    readonly shape: number[],
    readonly trainable = true,
    /** 'convolution': [height, width, in, out] here, [out, in, height, width] in PyTorch. */
    readonly layout: Layout = 'same',
  ) {
    this.variable = new ResourceVariable(shape);
  }

  /** How many numbers it is. */
  get size(): number {
    return tf.util.sizeFromShape(this.shape);
  }

  /** The present values. The caller disposes them, and does so before the next training step. */
  value<T extends Tensor = Tensor>(): T {
    return this.variable.value<T>();
  }

  /** Sets the values, in the order of `shape`; a copy is made. @throws Error when there are too many or too few. */
  assign(values: Float32Array | Tensor): void {
    if ((values instanceof Float32Array ? values.length : values.size) !== this.size) {
      const count = values instanceof Float32Array ? values.length : values.size;
      throw new Error(`${this.name} has the shape [${this.shape.join(', ')}], which ${count} values do not fill.`);
    }
    const copy = tf.tidy(() =>
      values instanceof Float32Array ? tf.tensor(values.slice(), this.shape) : values.reshape(this.shape).add(0),
    );
    this.variable.assign(copy);
    copy.dispose();
  }

  dispose(): void {
    this.variable.dispose();
  }
}
