import type { Precision } from '../networks/layer';
import type { AugmentationParameters } from '../transforms/augmentation';
import type { LossName } from './losses';
import type { ScheduleName } from './schedules';

/** The hyperparameters of a training. */
export interface TrainingParameters {
  /** Passes over the training set, or over its repetitions where `augmentationRepeats` is more than 1. */
  readonly epochs: number;
  /** Images per batch. */
  readonly batchSize: number;
  /** Drops an epoch's last batch if it is not full; by default it is kept. */
  readonly dropLast?: boolean;
  /** Adam's step size; its peak if a schedule changes it. */
  readonly learningRate: number;
  /** How the learning rate changes over the training. */
  readonly schedule: ScheduleName;
  /** Fraction of the steps in which the learning rate rises, in [0, 1); the schedule's own by default. */
  readonly warmUp?: number;
  /** Decoupled weight decay (AdamW) of all parameters with more than one dimension; 0 is plain Adam. */
  readonly weightDecay: number;
  readonly loss: LossName;
  /** Weight of the heatmap loss (`withHeatmaps`) that is added to `loss`; none by default. */
  readonly heatmapWeight?: number;
  readonly precision: Precision;
  /** Seed of the images' order and augmentation; the network's initial weights have their own. */
  readonly seed: number;
  /** Decay of the exponential moving average of the weights, which is then evaluated and kept; none by default. */
  readonly emaDecay?: number | null;
  /** Random transforms of the training images; none by default. */
  readonly augmentation?: AugmentationParameters | null;
  /** How often an epoch shows each image, each time augmented anew; 1 by default. */
  readonly augmentationRepeats?: number;
  /** Whether validation predictions average over each image and its mirror image; by default they do not. */
  readonly testTimeAugmentation?: boolean;
}
