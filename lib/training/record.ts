import { UserError } from '../errors';
import { count, formatValue, significant } from '../format';
import type { Dataset } from '../samples/dataset';

/** The faces that a network learns from, and the held-out faces that it is evaluated on. */
export interface TrainingData {
  /** May be larger than the network's input, at the same scale: augmentation then finds more of the photo around it. */
  readonly training: Dataset;
  /** Images of exactly the network's input size. */
  readonly validation: Dataset;
}

/** The measurements of one pass over the training set. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  /** That of the epoch's last step. */
  readonly learningRate: number;
  /**
   * Mean over the epoch's batches, each measured just before its own step: on augmented images, with weights that still
   * change. Early in a training it is therefore higher than what the epoch's final weights would give.
   */
  readonly trainingLoss: number;
  /** With the weights at the epoch's end (their EMA, if there is one), on unchanged images. */
  readonly validationLoss: number;
  /** Mean squared error in squared fractions of the image's width and height, measured as `trainingLoss`. */
  readonly trainingMse: number;
  /** Mean squared error in squared fractions of the image's width and height, measured as `validationLoss`. */
  readonly validationMse: number;
  /** Duration of the whole epoch, validation included. */
  readonly seconds: number;
  /** Training images per second, validation excluded. */
  readonly samplesPerSecond: number;
}

/** What a training leaves behind, beside the trained network; plain JSON. */
export interface TrainingRecord {
  readonly epochs: readonly EpochRecord[];
  /** The epoch with the lowest `validationMse`, counted from 1. */
  readonly bestEpoch: number;
  /** Predictions for the validation set after the last epoch, fractions, shape [N, 2K]. */
  readonly predictions: readonly number[];
}

/**
 * The figures that a training measures itself, by their keys: the training MSE of the last epoch, and the validation
 * MSE of the best one.
 */
export function trainingMetrics({ epochs, bestEpoch }: TrainingRecord): Readonly<Record<string, number>> {
  return {
    trainingMse: epochs.at(-1)?.trainingMse ?? NaN,
    bestEpochValidationMse: epochs[bestEpoch - 1]?.validationMse ?? NaN,
  };
}

/** How far a training has come, after each step. */
export interface BatchProgress {
  /** Counted from 1. */
  readonly epoch: number;
  /** Counted from 1. */
  readonly batch: number;
  /** Epochs of the training. */
  readonly epochs: number;
  /** Batches per epoch. */
  readonly batches: number;
  /** The loss of this batch. */
  readonly loss: number;
  readonly learningRate: number;
  /** Training images per second in this epoch. */
  readonly samplesPerSecond: number;
  /** Estimated time until the training ends; NaN at the first step. */
  readonly secondsToGo: number;
}

/** How many epochs a training has done, with the share of the one that it is in. */
export const epochsDone = ({ epoch, batch, batches }: BatchProgress): number => epoch - 1 + batch / batches;

/** The epoch with the lowest validation MSE, the first one of a tie; undefined for no epochs. */
export function bestOf(epochs: readonly EpochRecord[]): EpochRecord | undefined {
  return epochs.reduce<EpochRecord | undefined>(
    (best, epoch) => (!best || epoch.validationMse < best.validationMse ? epoch : best),
    undefined,
  );
}

/**
 * Whether a training has ended farther from the ground truth than any guess would be. Landmarks are fractions of the
 * image, so a prediction inside it has an MSE of at most 1.
 */
export const hasDiverged = ({ epochs }: Pick<TrainingRecord, 'epochs'>): boolean =>
  epochs.length > 0 && !(epochs.at(-1)!.validationMse <= 1);

/** A training that was stopped on request. Calling `fit` in the same way resumes it from its checkpoint. */
export class TrainingInterrupted extends UserError {
  override readonly name = 'AbortError';

  /** Keeps the epochs that were finished. */
  constructor(readonly epochs: readonly EpochRecord[]) {
    super(`The training was interrupted after ${count(epochs.length, 'epoch')}.`);
  }
}

/** A training whose loss is no longer a finite number. */
export class DivergenceError extends UserError {
  override readonly name = 'DivergenceError';

  /**
   * Says where it happened, and how far the training was good.
   *
   * @param place The step that failed; steps, epochs and batches count from 1.
   * @param epochs The finished epochs.
   */
  constructor({ step, epoch, batch, learningRate }: FailedStep, epochs: readonly EpochRecord[]) {
    const last = epochs.at(-1);
    const good = last
      ? `The last good epoch was ${last.epoch} (validation MSE ${significant(last.validationMse)}).`
      : 'No epoch was finished.';
    super(
      `The training diverged: the loss is not a finite number at step ${step} (epoch ${epoch}, batch ${batch}). ${good} ` +
        `Try a tenth of the learning rate, which was ${formatValue(learningRate)}.`,
    );
  }
}

/** A step of a training. */
export interface FailedStep {
  readonly step: number;
  readonly epoch: number;
  readonly batch: number;
  readonly learningRate: number;
}
