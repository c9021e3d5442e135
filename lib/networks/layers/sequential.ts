import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { Layer } from '../layer';
import type { ForwardMode } from '../layer';

/** PyTorch's `Sequential`: layers in a row, named by their position, or by the given names. */
export class Sequential extends Layer {
  private readonly layers: [string, Layer][];

  /** Makes a layer of layers. */
  constructor(layers: readonly Layer[] | Readonly<Record<string, Layer>>) {
    super();
    this.layers = Object.entries(layers);
  }

  override children(): [string, Layer][] {
    return this.layers;
  }

  protected override compute(x: Tensor, mode: ForwardMode): Tensor {
    let current = x;
    for (const [, layer] of this.layers) {
      const next = layer.forward(current, mode);
      // Without a tape, nobody else uses what passes between the layers.
      if (!mode.tape && current !== x && current !== next) current.dispose();
      current = next;
    }
    return current;
  }
}
