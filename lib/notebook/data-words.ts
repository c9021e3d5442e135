import { say } from '../figures/displayed';
import type { Prose } from '../figures/displayed';
import { count, fixed } from '../format';
import type { ExperimentData } from '../runs/experiment';
import type { TrainingParameters } from '../training/parameters';

/**
 * A sentence on where the photos come from and how they are split; says clearly if the faces are synthetic.
 *
 * @param data The experiment's data.
 * @example describeData(data)
 */
export const describeData = (data: ExperimentData): Prose => say(dataWords(data));

/** The wording of `describeData`. */
export function dataWords({ training, validation, set, split }: ExperimentData): string {
  const warning = set.generated
    ? '**These faces are synthetic**, because no real photos were found or synthetic ones were requested: the ' +
      'figures below show that everything works, but say nothing about real faces. '
    : '';
  const [learned, held] = [count(training.faces.length, 'image'), fixed(validation.faces.length, 0)];
  return `${warning}${set.title}: **${learned} for training, ${held} for validation**, split ${split}.`;
}

/** How long a training is. */
export interface TrainingLength {
  readonly images: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** How often an epoch shows each image. */
  readonly augmentationRepeats: number;
  /** Steps of the optimizer in each epoch. */
  readonly steps: number;
}

/**
 * Counts the optimizer's steps.
 *
 * @param training How the network is trained.
 * @param images Number of training images.
 */
export function trainingLength(
  {
    epochs,
    batchSize,
    dropLast = false,
    augmentationRepeats = 1,
  }: Pick<TrainingParameters, 'epochs' | 'batchSize' | 'dropLast' | 'augmentationRepeats'>,
  images: number,
): TrainingLength {
  const steps = dropLast ? Math.floor(images / batchSize) : Math.ceil(images / batchSize);
  return { images, batchSize, epochs, augmentationRepeats, steps: steps * augmentationRepeats };
}

/**
 * A sentence on the length of a training, e.g. "15 epochs over 192 training images in batches of 16: 180 steps".
 *
 * @param training How the network is trained: `nose.training(parameters)`.
 * @param data The experiment's data.
 */
export const describeTraining = (training: TrainingParameters, data: ExperimentData): Prose =>
  say(trainingWords(trainingLength(training, data.training.faces.length)));

/** The wording of `describeTraining`. */
export function trainingWords({ images, batchSize, epochs, augmentationRepeats, steps }: TrainingLength): string {
  const all = count(epochs * steps, 'optimizer step');
  const shown = augmentationRepeats > 1 ? `, each shown ${augmentationRepeats} times per epoch,` : '';
  return `${count(epochs, 'epoch')} over ${count(images, 'training image')}${shown} in batches of ${batchSize}: ${all}.`;
}
