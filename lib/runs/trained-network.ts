import type { Network } from '../networks/network';
import { loadWeights } from '../networks/weights';
import type { Experiment } from './experiment';
import type { RunResult } from './run';

/**
 * The network of a finished run with its trained weights. The caller disposes it.
 *
 * @example const network = await trainedNetwork(fullFace, await train(fullFace, fullFace.parameters()));
 */
export async function trainedNetwork(
  experiment: Experiment,
  { parameters, weights, landmarkSet }: Pick<RunResult, 'parameters' | 'weights' | 'landmarkSet'>,
): Promise<Network> {
  const network = experiment.network({ ...experiment.defaults, ...parameters }, landmarkSet);
  await loadWeights(network, weights);
  return network;
}
