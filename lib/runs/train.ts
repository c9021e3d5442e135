import type { Experiment } from './experiment';
import type { ParameterValues, ParameterName } from '../parameters/schema';
import type { Network } from '../networks/network';
import { loadWeights } from '../networks/weights';
import type { SweepRun } from './result';
import { sweep } from './sweep';
import type { SweepOptions } from './sweep';

/**
 * Trains one network of an experiment, with live curves in a notebook; takes it from the store when it is there.
 *
 * @throws as `sweep` does.
 * @example const run = await train(nose, parameters);
 */
export async function train<K extends ParameterName>(
  experiment: Experiment<K>,
  parameters: Pick<ParameterValues, K>,
  options: SweepOptions = {},
): Promise<SweepRun> {
  const { runs } = await sweep(experiment, { base: parameters, repeats: 1 }, options);
  return runs[0]!;
}

/** The network of a finished run with its trained weights. Whoever receives it disposes it. */
export async function trainedNetwork<K extends ParameterName>(
  experiment: Experiment<K>,
  run: SweepRun,
): Promise<Network> {
  const network = experiment.network({ ...experiment.defaults, ...run.parameters });
  await loadWeights(network, run.weights);
  return network;
}
