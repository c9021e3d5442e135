import type { Dataset } from '../samples/dataset';

/** One pass over the training samples. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  /** Of the epoch's last step. */
  readonly learningRate: number;
  /**
   * Mean over the epoch's batches, each measured before the step that it causes: on augmented images, with weights
   * that still change. So at the beginning it stands above what the epoch's final weights would give.
   */
  readonly trainingLoss: number;
  /** With the weights at the epoch's end (their average, where there is one), on unchanged images. */
  readonly validationLoss: number;
  /** Mean squared error in fractions of the image's width and height, measured as `trainingLoss`. */
  readonly trainingMse: number;
  /** Mean squared error in fractions of the image's width and height, measured as `validationLoss`. */
  readonly validationMse: number;
  /** Duration of the whole epoch, with its validation. */
  readonly seconds: number;
  /** Training samples per second, without validation. */
  readonly samplesPerSecond: number;
}

/** The faces that a network learns from, and the held-out faces that it is evaluated on. */
export interface TrainingData {
  /** May be larger than the network's input, at the same scale: augmentation then finds more of the photo around it. */
  readonly training: Dataset;
  /** Images of exactly the network's input size. */
  readonly validation: Dataset;
}

/** What a training leaves behind, beside the trained network; plain JSON. */
export interface TrainingRecord {
  readonly epochs: readonly EpochRecord[];
  /** Epoch with the smallest `validationMse`, counted from 1. */
  readonly bestEpoch: number;
  /** Validation set, shape [N, 2K], fractions: predictions after the last epoch. */
  readonly predictions: readonly number[];
}

/** The figures of a training's own measurements: training MSE, and validation MSE of the best epoch. */
export function trainingMetrics({ epochs, bestEpoch }: TrainingRecord): Readonly<Record<string, number>> {
  return {
    trainingMse: epochs.at(-1)?.trainingMse ?? NaN,
    bestEpochValidationMse: epochs[bestEpoch - 1]?.validationMse ?? NaN,
  };
}

/** Where a training stands, after each step. */
export interface BatchProgress {
  /** Both counted from 1. */
  readonly epoch: number;
  readonly batch: number;
  readonly epochs: number;
  /** Batches of an epoch. */
  readonly batches: number;
  /** Of this batch. */
  readonly loss: number;
  readonly learningRate: number;
  /** Training samples per second in this epoch. */
  readonly samplesPerSecond: number;
  /** Estimated time until the training ends; NaN at the first step. */
  readonly secondsToGo: number;
}

/** The epoch with the smallest validation error. */
export function bestOf(epochs: readonly EpochRecord[]): EpochRecord | undefined {
  return epochs.reduce<EpochRecord | undefined>(
    (best, epoch) => (!best || epoch.validationMse < best.validationMse ? epoch : best),
    undefined,
  );
}

/** A training that was stopped. It goes on from its checkpoint when `train` is called again in the same way. */
export class TrainingInterrupted extends Error {
  override readonly name = 'AbortError';

  /** @param epochs Those that were finished. */
  constructor(readonly epochs: readonly EpochRecord[]) {
    super(`The training was stopped after ${epochs.length} finished epochs.`);
  }
}

/** A training whose loss is no longer a number. */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';

  constructor(epoch: number, batch: number, learningRate: number) {
    super(
      `The training diverged: in epoch ${epoch}, batch ${batch} the loss is no longer a finite number. ` +
        `The learning rate was ${learningRate}; try a tenth of it.`,
    );
  }
}
