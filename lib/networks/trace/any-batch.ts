import type { Network } from '../network';
import { simplify } from './simplify';
import { traceNetwork } from './trace';
import type { Trace } from './trace';

/**
 * Records a network's forward pass for batches of any size, simplified. Shapes that an operation reshapes to have -1 where
 * they depend on the batch, which every runtime understands.
 *
 * @param network The network; its tensors are left as they are.
 * @returns The operations and constants.
 * @throws Error when a shape depends on the batch in more than one dimension.
 */
export function traceAnyBatch(network: Network): Trace {
  const [one, two] = [1, 2].map((batch) => traceNetwork(network, batch)) as [Trace, Trace];
  const constants = new Map(one.constants);
  for (const { op, inputs, output } of one.steps) {
    if (op !== 'Reshape') continue;
    const [shape, other] = [one, two].map(({ shapes }) => shapes.get(output)!) as [number[], number[]];
    const values = Int32Array.from(shape, (size, i) => (other[i] === size ? size : -1));
    if (values.filter((size) => size === -1).length > 1) {
      throw new Error(`${network.name} reshapes to [${[...values].join(', ')}], which no runtime can infer.`);
    }
    constants.set(inputs[1]!, { shape: [values.length], values });
  }
  return simplify({ ...one, constants });
}
