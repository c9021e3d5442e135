import { sum } from 'd3-array';
import { fixed } from '../format';
import type { Network } from '../networks/network';
import { summarize } from '../networks/summary';
import type { Figure, FigureOptions } from './figure';
import { table } from './table';

/**
 * A network's layers with their output shapes and their trainable parameters.
 *
 * @example networkTable(network)
 */
export function networkTable(
  network: Pick<Network, 'name' | 'inputShape' | 'forward'>,
  options: FigureOptions = {},
): Figure {
  const layers = summarize(network);
  const total = fixed(
    sum(layers, ({ parameters }) => parameters),
    0,
  );
  return table(
    layers,
    [
      { title: 'Layer', value: ({ layer }) => layer },
      { title: 'Output shape', value: ({ outputShape }) => outputShape.join(' × ') },
      { title: 'Parameters', value: ({ parameters }) => parameters },
    ],
    `${network.name}: input ${network.inputShape.join(' × ')}, ${total} trainable parameters.`,
    { footer: ['Total', '', total], ...options },
  );
}
