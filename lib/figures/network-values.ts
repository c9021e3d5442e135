import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import { UserError } from '../errors';
import type { Network } from '../networks/network';
import { tf } from '../ops/tensorflow';
import type { Dataset } from '../samples/dataset';
import { makeBatch } from '../transforms/batch';
import type { Values } from './filters';

/**
 * The filters of a network's first convolution, shape [height, width, inputs, outputs].
 *
 * @throws UserError when the network has no convolution.
 * @example await filters(firstFilters(nose.network(parameters)), firstFilters(network))
 */
export function firstFilters(network: Pick<Network, 'name' | 'parameters'>): Values {
  const weight = network.parameters.find(({ shape }) => shape.length === 4);
  if (!weight) throw new UserError(`${network.name} has no convolution.`);
  const value = weight.value();
  const values = value.dataSync<'float32'>();
  value.dispose();
  return { values, shape: weight.shape, layer: weight.name.replace(/\.\w+$/, '') };
}

/**
 * The output of one layer for one sample, shape [1, height, width, channels].
 *
 * @param layer Path in the network, as its summary gives it, e.g. `relu1`.
 * @throws UserError when there is no such layer, or its output is not an image.
 * @example await featureMaps(validation, 0, layerOutput(network, validation, 0, 'relu1'))
 */
export function layerOutput(network: Network, samples: Dataset, index: number, layer: string): Values {
  const names = [...network.layers.all()].map(({ name }) => name).filter(Boolean);
  if (!names.includes(layer))
    throw new UserError(`${network.name} has no layer '${layer}'; it has ${names.join(', ')}.`);
  const seen: Values[] = [];
  const { images, landmarks } = makeBatch(samples, [index]);
  const observe = ({ name }: { name: string }, output: Tensor): void => {
    if (name === layer) seen.push({ values: output.dataSync<'float32'>(), shape: output.shape, layer });
  };
  tf.tidy(() => void network.forward(images, { training: false, precision: 'float32', observe }));
  tf.dispose([images, landmarks]);
  const [output] = seen;
  if (output?.shape.length !== 4)
    throw new UserError(
      `The output of '${layer}' in ${network.name} is not an image: its shape is [${output?.shape.join(', ') ?? ''}].`,
    );
  return output;
}
