import type { Network } from '../networks/network';
import type { Parameter } from '../networks/parameter';

/** Values of a network's parameters, running statistics included, by name. */
export type Weights = Record<string, Float32Array>;

/** Copies a network's weights. */
export function copyWeights(network: Network): Weights {
  return Object.fromEntries(network.parameters.map((parameter) => [parameter.name, valuesOf(parameter)]));
}

/** Gives a network weights that were copied from one of the same shape. */
export function assignWeights(network: Network, weights: Weights): void {
  for (const parameter of network.parameters) {
    const values = weights[parameter.name];
    if (!values) throw new Error(`The weights have no '${parameter.name}', which ${network.name} needs.`);
    parameter.assign(values);
  }
}

function valuesOf(parameter: Parameter): Float32Array {
  // Not inside a tidy: it would walk through all the values in search of tensors, ten seconds for a ResNet.
  const value = parameter.value();
  const values = value.dataSync<'float32'>();
  value.dispose();
  return values;
}
