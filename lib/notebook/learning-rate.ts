import type { Experiment, ExperimentParameters } from '../runs/experiment';
import { withLearnedLandmarks } from '../runs/run';
import type { Figure, FigureOptions } from '../figures/figure';
import { learningRateFigure } from '../figures/learning-rate-finder';
import type { LearningRateRange, LearningRateTrial } from '../training/learning-rate-finder';
import { tryLearningRates } from '../training/learning-rate-finder';

/**
 * Tries learning rates on a fresh network of an experiment, in some seconds: a hundred training steps, each with a
 * larger rate. Nothing that is trained afterwards changes by it.
 *
 * @returns A figure that shows the loss at each rate, and the rate it suggests to begin with.
 * @throws TrainingInterrupted when the notebook's kernel is interrupted.
 * @example await findLearningRate(nose, parameters)
 */
export async function findLearningRate(
  experiment: Experiment,
  parameters: ExperimentParameters,
  options: FigureOptions & LearningRateRange = {},
): Promise<Figure & Pick<LearningRateTrial, 'suggestion'>> {
  const samples = withLearnedLandmarks(experiment, await experiment.load(parameters));
  const network = experiment.network(parameters);
  try {
    const trial = await tryLearningRates(network, samples, experiment.training(parameters), options);
    return Object.assign(learningRateFigure(trial, options), { suggestion: trial.suggestion });
  } finally {
    network.dispose();
  }
}
