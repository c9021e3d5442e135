import { tf } from '../ops/tensorflow';
import type { Layer } from './layer';
import type { Network } from './network';

/** One row of a network's summary. */
export interface LayerSummary {
  /** The layer's path in the network and its description, e.g. `conv1: Conv2d 1 -> 64, 7x7, stride 2, padding 3`. */
  readonly layer: string;
  /** Shape of its output, without the batch: [H, W, C] or [features]. */
  readonly outputShape: readonly number[];
  /** Its trainable parameters. */
  readonly parameters: number;
}

/**
 * Lists the layers that contain no others, in the order an image passes through them.
 *
 * @example summarize(network).map(({ layer, outputShape }) => `${layer}: ${outputShape.join('x')}`);
 */
export function summarize(network: Pick<Network, 'inputShape' | 'forward'>): LayerSummary[] {
  const rows: LayerSummary[] = [];
  const observe = (layer: Layer, { shape }: { shape: number[] }): void => {
    if (layer.children().length > 0) return;
    const own = layer.ownParameters().filter(([, { trainable }]) => trainable);
    rows.push({
      layer: `${layer.name}: ${layer.describe()}`,
      outputShape: shape.slice(1),
      parameters: own.reduce((sum, [, { size }]) => sum + size, 0),
    });
  };
  tf.tidy(() => {
    network.forward(tf.zeros([1, ...network.inputShape]), { training: false, precision: 'float32', observe });
  });
  return rows;
}

/** The number of a network's trainable parameters. */
export const trainableCount = ({ parameters }: Pick<Network, 'parameters'>): number =>
  parameters.reduce((sum, { trainable, size }) => sum + (trainable ? size : 0), 0);
