import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { tf } from '../ops/tensorflow';
import { ResourceVariable } from '../ops/variables';

/** The order of a parameter's dimensions relative to PyTorch's. */
export type Layout = 'same' | 'convolution';

/** Numbers of a network, float32, initially 0: learned ones, or running statistics, which are not trainable. */
export class Parameter {
  /** Path in the network, as in PyTorch, e.g. `layer1.0.conv1.weight`. */
  name = '';
  /** The memory itself, which optimizers update in place. */
  readonly variable: ResourceVariable;

  /**
   * Makes a parameter of zeros.
   *
   * @param shape Its dimensions.
   * @param trainable Whether the optimizer updates it.
   * @param layout For 'convolution', [height, width, in, out] here and [out, in, height, width] in PyTorch.
   */
  constructor(
    readonly shape: number[],
    readonly trainable = true,
    readonly layout: Layout = 'same',
  ) {
    this.variable = new ResourceVariable(shape);
  }

  /** How many numbers it has. */
  get size(): number {
    return tf.util.sizeFromShape(this.shape);
  }

  /** The present values. The caller disposes them before the next training step. */
  value<T extends Tensor = Tensor>(): T {
    return this.variable.value<T>();
  }

  /**
   * Sets the values; they are copied.
   *
   * @param values In the order of `shape`.
   * @throws Error for too many or too few values.
   */
  assign(values: Float32Array | Tensor): void {
    const count = values instanceof Float32Array ? values.length : values.size;
    if (count !== this.size) {
      throw new Error(`${this.name} has the shape [${this.shape.join(', ')}]; got ${count} values.`);
    }
    if (values instanceof Float32Array) return this.variable.write(values);
    const copy = tf.tidy(() => values.reshape(this.shape).add(0));
    this.variable.assign(copy);
    copy.dispose();
  }

  /** Frees the memory. */
  dispose(): void {
    this.variable.dispose();
  }
}
