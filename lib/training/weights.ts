import { tf } from '../kernels/tensorflow';
import type { Network } from '../networks/network';

/** Values of a network's parameters, running statistics included, by name. */
export type Weights = Record<string, Float32Array>;

/** Copies a network's weights. */
export function copyWeights(network: Network): Weights {
  return tf.tidy(() =>
    Object.fromEntries(network.parameters.map((parameter) => [parameter.name, floats(parameter.value())])),
  );
}

/** Gives a network weights that were copied from one of the same shape. */
export function assignWeights(network: Network, weights: Weights): void {
  for (const parameter of network.parameters) {
    const values = weights[parameter.name];
    if (!values) throw new Error(`The weights have no '${parameter.name}', which ${network.name} needs.`);
    parameter.assign(values);
  }
}

const floats = (tensor: tf.Tensor): Float32Array => Float32Array.from(tensor.dataSync<'float32'>());
