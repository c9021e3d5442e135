import { totalmem } from 'node:os';
import { UserError } from '../errors';
import type { Network } from '../networks/network';
import { summarize } from '../networks/summary';
import { documentationOf, parameterSchema } from '../parameters/schema';
import type { ParameterName } from '../parameters/schema';
import { readableSize } from '../system/file-errors.mjs';
import type { Experiment } from './experiment';
import { whatToLower } from './memory';
import type { RunSpec } from './run';

/** Parameters, beside those of the network, that decide how much memory a step takes. */
const OF_A_STEP: readonly string[] = ['width', 'height', 'batchSize', 'precision'];

/**
 * Refuses runs that cannot succeed before any is begun: with a network that cannot be built, or with steps that take more
 * memory than the machine has.
 *
 * @param experiment The experiment.
 * @param runs Of this experiment.
 * @param memory Of the machine, in bytes.
 * @returns Bytes that the checkpoint of the largest run takes.
 * @throws UserError naming the first run that is refused, and what to lower.
 */
export function checkFeasible(
  experiment: Pick<Experiment, 'defaults' | 'network'>,
  runs: readonly Pick<RunSpec, 'label' | 'parameters'>[],
  memory = totalmem(),
): number {
  const seen = new Set<string>();
  let largest = 0;
  for (const run of runs) {
    const key = JSON.stringify(Object.entries(run.parameters).filter(([name]) => isOfNetwork(name)));
    if (seen.has(key)) continue;
    seen.add(key);
    const parameters = { ...experiment.defaults, ...run.parameters };
    const network = experiment.network(parameters);
    const bytes = stepMemory(network, parameters);
    largest = Math.max(largest, weightMemory(network));
    network.dispose();
    if (bytes <= memory) continue;
    throw new UserError(
      `${run.label}: a training step takes more than ${readableSize(bytes)} of memory, and this machine has ` +
        `${readableSize(memory)}. L${whatToLower(run.parameters)}`,
    );
  }
  return largest;
}

const isOfNetwork = (name: string): boolean =>
  OF_A_STEP.includes(name) || (name in parameterSchema && documentationOf(name as ParameterName).group === 'Network');

/**
 * The memory that a training step takes at least: what every layer has made is kept until its gradient has been computed,
 * and each parameter has a gradient and the optimizer's two moments beside it.
 *
 * @param network The network; it is run once, on an empty image.
 * @param step How it is trained.
 * @returns Bytes.
 */
export function stepMemory(
  network: Network,
  { batchSize, precision }: { readonly batchSize: number; readonly precision: string },
): number {
  const outputs = summarize(network).map(({ outputShape }) => outputShape.reduce((product, side) => product * side, 1));
  const values = batchSize * outputs.reduce((sum, size) => sum + size, 0);
  return values * (precision === 'bfloat16' ? 2 : 4) + weightMemory(network);
}

/** Each parameter has a gradient, or an average, and the optimizer's two moments beside it: 16 bytes. */
const weightMemory = ({ parameters }: Pick<Network, 'parameters'>): number =>
  16 * parameters.reduce((sum, { size }) => sum + size, 0);
