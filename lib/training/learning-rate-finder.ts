import { setImmediate } from 'node:timers/promises';
import { sizeOf } from '../networks/network';
import type { Network } from '../networks/network';
import { assignWeights, copyWeights } from '../networks/weights';
import { tf } from '../ops/tensorflow';
import { DataLoader } from '../transforms/data-loader';
import type { BatchPlan } from '../transforms/data-loader';
import { adam } from './adam';
import { Interruption } from './interruption';
import { lossOf } from './losses';
import type { TrainingParameters } from './parameters';
import { TrainingInterrupted } from './record';
import type { TrainingData } from './record';
import { repeatedStep } from './step';

/** The loss at learning rates that grow by the same factor from step to step. */
export interface LearningRateTrial {
  readonly rates: readonly number[];
  /** Smoothed losses, one per rate. */
  readonly losses: readonly number[];
  /** A rate to start with: where the loss falls most steeply; undefined if it never falls. */
  readonly suggestion: number | undefined;
}

/** The learning rates that are tried. */
export interface LearningRateRange {
  /** The first rate; 1e-6 by default. */
  readonly from?: number;
  /** The last rate; 1 by default. */
  readonly to?: number;
  /** Number of rates; 100 by default. */
  readonly steps?: number;
}

/** Weight of the past in the smoothed loss. */
const SMOOTHING = 0.9;
/** The trial ends when the smoothed loss exceeds this multiple of its minimum. */
const DIVERGED = 4;

/**
 * The learning rate range test: trains for some steps with a rate that grows exponentially, until the loss diverges. The
 * network gets its weights back afterwards.
 *
 * @param network The network.
 * @param data The training set.
 * @param parameters Batch size, loss, augmentation and so on; their learning rate and schedule do not matter.
 * @param range The rates to try.
 * @throws TrainingInterrupted when the Jupyter kernel is interrupted.
 * @see L. N. Smith, 'Cyclical Learning Rates for Training Neural Networks', WACV 2017; the suggestion (steepest descent
 *   over the logarithm of the rate) as in fastai.
 * @example const { suggestion } = await tryLearningRates(network, data, parameters);
 */
export async function tryLearningRates(
  network: Network,
  { training }: Pick<TrainingData, 'training'>,
  parameters: TrainingParameters,
  { from = 1e-6, to = 1, steps = 100 }: LearningRateRange = {},
): Promise<LearningRateTrial> {
  const weights = copyWeights(network);
  const trainable = network.parameters.filter((parameter) => parameter.trainable);
  const optimizer = adam(trainable, { weightDecay: parameters.weightDecay });
  const loader = new DataLoader(training, sizeOf(network), parameters);
  const trainingStep = repeatedStep(network, optimizer, lossOf(parameters), parameters.precision);
  const interruption = new Interruption();
  const rates: number[] = [];
  const losses: number[] = [];
  let average = 0;
  try {
    for (const plan of endless(loader)) {
      const step = rates.length;
      if (interruption.requested) throw new TrainingInterrupted([]);
      const rate = from * (to / from) ** (step / (steps - 1));
      const value = tf.tidy(() => trainingStep.take(loader.batch(plan), rate).loss.dataSync()[0]!);
      average = SMOOTHING * average + (1 - SMOOTHING) * value;
      // The average starts at 0; dividing by its weights' sum corrects for that.
      const smoothed = average / (1 - SMOOTHING ** (step + 1));
      if (!Number.isFinite(value) || (step > 0 && smoothed > DIVERGED * Math.min(...losses))) break;
      rates.push(rate);
      losses.push(smoothed);
      if (rates.length === steps) break;
      await setImmediate();
    }
    return { rates, losses, suggestion: steepestDescent(rates, losses) };
  } finally {
    interruption.dispose();
    trainingStep.dispose();
    optimizer.dispose();
    assignWeights(network, weights);
  }
}

function* endless(loader: DataLoader): Generator<BatchPlan> {
  for (let epoch = 1; ; epoch++) yield* loader.batches(epoch);
}

/**
 * The rate at which the loss falls most steeply over the rate's logarithm.
 *
 * @param rates Learning rates, ascending.
 * @param losses One per rate.
 * @returns A rate below that of the lowest loss; undefined if the loss never falls.
 */
export function steepestDescent(rates: readonly number[], losses: readonly number[]): number | undefined {
  const minimum = losses.indexOf(Math.min(...losses));
  let best = -1;
  let steepest = 0;
  for (let i = 1; i < minimum; i++) {
    const slope = (losses[i + 1]! - losses[i - 1]!) / Math.log(rates[i + 1]! / rates[i - 1]!);
    if (slope < steepest) [best, steepest] = [i, slope];
  }
  return rates[best];
}
