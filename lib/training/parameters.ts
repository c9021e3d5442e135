import type { AugmentationParameters } from '../transforms/augmentation';
import type { LossName } from './losses';
import type { ScheduleName } from './schedules';

/** How a network is trained. */
export interface TrainingParameters {
  /** Passes over the training samples. */
  readonly epochs: number;
  readonly batchSize: number;
  /** Leaves out the last batch of an epoch where it would not be full; by default it is kept. */
  readonly dropLast?: boolean;
  /** Adam's step size, the highest one where a schedule changes it. */
  readonly learningRate: number;
  readonly schedule: ScheduleName;
  /** Share of the steps in which the learning rate rises; the schedule's own by default. */
  readonly warmUp?: number;
  /** Decoupled weight decay (AdamW) of all parameters with more than one axis; 0 is plain Adam. */
  readonly weightDecay: number;
  readonly loss: LossName;
  /** Weight of the heatmaps' own loss (`withHeatmaps`) beside the one above; by default there is none. */
  readonly heatmapWeight?: number;
  readonly precision: 'float32' | 'bfloat16';
  /** Of the order of the samples and their augmentation; the network's initial weights have their own. */
  readonly seed: number;
  /** Decay of the moving average of the weights, such as 0.99, which then are validated and kept; none by default. */
  readonly emaDecay?: number | null;
  /** Random changes to the training samples; none by default. */
  readonly augmentation?: AugmentationParameters | null;
  /** Whether validation predictions are means of those for the image and for its mirror image; by default not. */
  readonly testTimeAugmentation?: boolean;
  /** Which weights the network has in the end: by default those of the last epoch. */
  readonly keep?: 'last' | 'best';
}
