import { DataError, UserError } from '../errors';
import { experiments } from '../experiments/all';
import { inDlibBoxes } from '../inference/dlib-box';
import { sizeOf } from '../networks/network';
import type { Network } from '../networks/network';
import { loadWeights, weightsMetadata } from '../networks/weights';
import { descriptionIn } from '../runs/description';
import type { NetworkDescription } from '../runs/description';
import { withParameters } from '../runs/experiment';
import type { Experiment } from '../runs/experiment';
import { bestResnet, recipes } from './all';
import { readBest } from './record';

/** A trained network from a file. */
export interface OpenedNetwork {
  /** The caller disposes it. */
  readonly network: Network;
  readonly description: NetworkDescription;
}

/**
 * Opens a trained network: makes the network that its file describes and loads its weights. A file without a description
 * is taken to be of the best recipe's network for faces in the wild.
 *
 * @param file A safetensors file, written by a run of an experiment or a recipe.
 * @throws DataError when the file is missing or damaged, or describes a network that this version does not have.
 */
export async function openNetwork(file: string): Promise<OpenedNetwork> {
  const described = descriptionIn(await weightsMetadata(file), file);
  const network = described ? networkOf(described, file) : bestResnetNetwork();
  try {
    await loadWeights(network, file);
  } catch (error) {
    network.dispose();
    throw error;
  }
  return { network, description: described ?? bestResnetDescription(network) };
}

function networkOf({ experiment: name, parameters, landmarkSet }: NetworkDescription, file: string): Network {
  const all: readonly Experiment[] = [...experiments, ...recipes.map(({ experiment }) => experiment)];
  const experiment = all.find((one) => one.name === name);
  if (!experiment) throw new DataError(`${file}: its network is of the experiment '${name}', which is not known here.`);
  try {
    return experiment.network(withParameters(experiment, parameters), landmarkSet);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new DataError(`${file}: the network that it describes cannot be made: ${error.message}`, { cause: error });
  }
}

const bestResnetParameters = () => ({ ...bestResnet.experiment.defaults, ...readBest(bestResnet.name)?.parameters });

const bestResnetNetwork = (): Network => bestResnet.experiment.network(bestResnetParameters());

function bestResnetDescription(network: Network): NetworkDescription {
  const parameters = bestResnetParameters();
  return {
    experiment: bestResnet.experiment.name,
    parameters,
    input: sizeOf(network),
    ...inDlibBoxes(parameters),
    data: { title: 'unknown', generated: false, checksum: '', faces: 0 },
  };
}
