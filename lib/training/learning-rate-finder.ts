import { setImmediate } from 'node:timers/promises';
import { DataLoader } from '../transforms/data-loader';
import { tf } from '../ops/tensorflow';
import { sizeOf } from '../networks/network';
import type { Network } from '../networks/network';
import type { Dataset } from '../samples/dataset';
import { Interruption } from './interruption';
import { lossOf } from './losses';
import type { TrainingParameters } from './parameters';
import { TrainingInterrupted } from './record';
import { adam, trainingStep } from './step';
import { assignWeights, copyWeights } from './weights';

/** Loss at learning rates that grow from step to step by the same factor. */
export interface LearningRateTrial {
  readonly rates: readonly number[];
  /** Smoothed. */
  readonly losses: readonly number[];
  /** A rate to begin with: where the loss falls most steeply; undefined where it falls nowhere. */
  readonly suggestion: number | undefined;
}

export interface LearningRateRange {
  readonly from?: number;
  readonly to?: number;
  /** Steps from one to the other. */
  readonly steps?: number;
}

/** Weight of the past in the smoothed loss. */
const SMOOTHING = 0.9;
/** The trial ends when the smoothed loss is so many times its minimum. */
const END = 4;

/**
 * Finds a learning rate by trying: some training steps with a rate that grows exponentially, until the loss rises for
 * good. The network has its weights back afterwards.
 *
 * Source: L. N. Smith, 'Cyclical Learning Rates for Training Neural Networks', WACV 2017; steepest descent over the
 * logarithm of the rate as in fastai.
 *
 * @param parameters Batch size, loss, augmentation and so on; the learning rate and schedule in it do not matter.
 * @throws TrainingInterrupted when the notebooks' kernel is interrupted.
 * @example const { suggestion } = await tryLearningRates(network, samples, parameters);
 */
export async function tryLearningRates(
  network: Network,
  { training }: { readonly training: Dataset },
  parameters: TrainingParameters,
  { from = 1e-6, to = 1, steps = 100 }: LearningRateRange = {},
): Promise<LearningRateTrial> {
  const weights = copyWeights(network);
  const trainable = network.parameters.filter((parameter) => parameter.trainable);
  const optimizer = adam(trainable, { weightDecay: parameters.weightDecay });
  const epochs = new DataLoader(training, sizeOf(network), parameters);
  const loss = lossOf(parameters);
  const interruption = new Interruption();
  const rates: number[] = [];
  const smoothed: number[] = [];
  let average = 0;
  try {
    for (const { epoch, indices } of endless(epochs)) {
      const step = rates.length;
      if (interruption.requested) throw new TrainingInterrupted([]);
      const rate = from * (to / from) ** (step / (steps - 1));
      const value = tf.tidy(() => {
        const { images, landmarks } = epochs.batch(epoch, indices);
        const { precision } = parameters;
        return trainingStep(network, optimizer, images, landmarks, loss, rate, precision).loss.dataSync()[0]!;
      });
      average = SMOOTHING * average + (1 - SMOOTHING) * value;
      const mean = average / (1 - SMOOTHING ** (step + 1));
      if (!Number.isFinite(value) || (step > 0 && mean > END * Math.min(...smoothed))) break;
      rates.push(rate);
      smoothed.push(mean);
      if (rates.length === steps) break;
      await setImmediate();
    }
    return { rates, losses: smoothed, suggestion: steepestDescent(rates, smoothed) };
  } finally {
    interruption.dispose();
    optimizer.dispose();
    assignWeights(network, weights);
  }
}

function* endless(epochs: DataLoader): Generator<{ epoch: number; indices: readonly number[] }> {
  for (let epoch = 1; ; epoch++) for (const indices of epochs.batches(epoch)) yield { epoch, indices };
}

/**
 * The rate at which the loss falls most steeply over the rate's logarithm, before its minimum; undefined where it
 * never falls.
 */
export function steepestDescent(rates: readonly number[], values: readonly number[]): number | undefined {
  const minimum = values.indexOf(Math.min(...values));
  let best = -1;
  let steepest = 0;
  for (let i = 1; i < minimum; i++) {
    const slope = (values[i + 1]! - values[i - 1]!) / Math.log(rates[i + 1]! / rates[i - 1]!);
    if (slope < steepest) [best, steepest] = [i, slope];
  }
  return rates[best];
}
