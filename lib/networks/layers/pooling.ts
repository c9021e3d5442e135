import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { crop, padBy, spatialPadding } from '../../ops/padding';
import { maxPool, maxPoolForGradient, maxPoolGradient, meanPool, meanPoolGradient } from '../../ops/pooling';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';

/**
 * PyTorch's `MaxPool2d`: [B, H, W, C] to [B, H', W', C]. It pads with zeros, which equals PyTorch's minus infinity if no
 * input is negative, as after a ReLU.
 */
export class MaxPool2d extends Layer {
  private readonly stride: number;
  private readonly padding: number;

  /** Makes a pooling; `size`, stride and padding are in pixels. */
  constructor(
    readonly size: number,
    { stride = size, padding = 0 }: { stride?: number; padding?: number } = {},
  ) {
    super();
    this.stride = stride;
    this.padding = padding;
  }

  override describe(): string {
    return `MaxPool2d ${this.size}x${this.size}, stride ${this.stride}`;
  }

  protected override compute(x: Tensor4D, mode: ForwardMode): Tensor {
    const { size, stride, padding } = this;
    const [, height, width] = x.shape;
    const rows = spatialPadding(height, size, stride, padding);
    const columns = spatialPadding(width, size, stride, padding);
    const isPadded = [...rows, ...columns].some((side) => side > 0);
    const padded = isPadded ? padBy(x, [...rows, ...columns]) : x;
    if (!mode.tape) return maxPool(padded, size, stride);
    const pooled = maxPoolForGradient(padded, size, stride);
    const { output, places } = pooled;
    mode.tape.record({
      output,
      inputs: [x],
      saved: [...(isPadded ? [padded] : []), ...(places ? [places] : [])],
      gradient: (gradient: Tensor4D) => {
        const all = maxPoolGradient(gradient, padded, pooled, size, stride);
        if (!isPadded) return [all];
        const inner = crop(all, rows[0], columns[0], height, width);
        all.dispose();
        return [inner];
      },
    });
    return output;
  }
}

/** The mean over all pixels, PyTorch's `AdaptiveAvgPool2d(1)` and `Flatten`: [B, H, W, C] to [B, C]. */
export class GlobalAveragePool extends Layer {
  protected override compute(x: Tensor4D, mode: ForwardMode): Tensor {
    const output = meanPool(x);
    const { shape } = x;
    mode.tape?.record({
      output,
      inputs: [x],
      gradient: (gradient: Tensor2D) => [meanPoolGradient(gradient, shape)],
    });
    return output;
  }
}
