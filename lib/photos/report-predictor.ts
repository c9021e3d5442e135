import { existsSync } from 'node:fs';
import { bestFiles } from '../experiments/best/record';
import type { Experiment } from '../experiments/experiment';
import type { ParameterName } from '../experiments/parameters';
import type { SweepRun } from '../sweeps/result';
import { trainedNetwork } from '../sweeps/train';
import { openPredictor, predictorOf } from './predictor';
import type { Predictor } from './predictor';

/** A predictor and what it is called. */
export interface NamedPredictor {
  readonly name: string;
  readonly predictor: Predictor;
}

/** The best recipe's predictor; undefined before `npm run best -- resnet` has trained it. */
export async function bestPredictor(): Promise<Predictor | undefined> {
  const { record, weights } = bestFiles('resnet');
  return existsSync(record) && existsSync(weights) ? openPredictor() : undefined;
}

/** The best recipe's predictor where it has been trained, else one with the network of a run. */
export async function reportPredictor<K extends ParameterName>(
  experiment: Experiment<K>,
  run: SweepRun,
): Promise<NamedPredictor> {
  const best = await bestPredictor();
  if (best) return { name: 'the best recipe', predictor: best };
  const { crop = 1 } = run.parameters;
  const network = await trainedNetwork(experiment, run);
  return { name: 'the network above', predictor: predictorOf(network, { crop, testTimeFlips: false }) };
}
