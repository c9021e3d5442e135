import type { Network } from '../networks/network';
import { summarize } from '../networks/summary';
import type { Figure, FigureOptions } from './figure';
import { fixed } from '../format';
import { table } from './table';

/**
 * A network's layers with the shapes of their outputs and their trainable parameters.
 *
 * @example networkTable(network)
 */
export function networkTable(
  network: Pick<Network, 'name' | 'inputShape' | 'forward'>,
  options: FigureOptions = {},
): Figure {
  const layers = summarize(network);
  const total = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  const [height, width, channels] = network.inputShape;
  return table(
    layers,
    [
      { title: 'Layer', value: ({ layer }) => layer },
      { title: 'Output', value: ({ outputShape }) => outputShape.join(' × ') },
      { title: 'Parameters', value: ({ parameters }) => parameters },
    ],
    `${network.name}: input ${height} × ${width} × ${channels}, ${fixed(total, 0)} trainable parameters.`,
    { footer: ['All', '', fixed(total, 0)], ...options },
  );
}
