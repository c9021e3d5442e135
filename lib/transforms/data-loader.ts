import type { Size } from '../geometry';
import { Random } from '../random';
import type { Dataset } from '../samples/dataset';
import type { AugmentationParameters } from './augmentation';
import { makeAugmentedBatch, batchIndices, makeBatch } from './batch';
import type { Batch } from './batch';

export interface DataLoaderOptions {
  readonly batchSize: number;
  /** Leaves out the last batch of an epoch where it would not be full; by default it is kept. */
  readonly dropLast?: boolean;
  readonly augmentation?: AugmentationParameters | null;
  /** Of the order of the samples and their augmentation. */
  readonly seed: number;
}

/** Training samples in a new order, and changed anew, in each epoch; both depend on nothing but the seed and the epoch. */
export class DataLoader {
  private readonly random: Random;

  /**
   * @param samples The training set.
   * @param size Size of the network's input in pixels; larger images are cropped to it.
   */
  constructor(
    private readonly samples: Dataset,
    private readonly size: Size,
    private readonly parameters: DataLoaderOptions,
  ) {
    this.random = new Random(parameters.seed);
  }

  /** Places of the samples of each batch of an epoch. */
  batches(epoch: number): number[][] {
    const { batchSize, dropLast } = this.parameters;
    return batchIndices(this.samples.faces.length, batchSize, this.random.split('order').split(epoch), dropLast);
  }

  /** One batch of an epoch, augmented. The caller disposes it. */
  batch(epoch: number, indices: readonly number[]): Batch {
    const { width, height } = this.size;
    const { augmentation = null } = this.parameters;
    const { samples } = this;
    if (!augmentation && samples.width === width && samples.height === height) return makeBatch(samples, indices);
    const random = this.random.split('augmentation').split(epoch);
    return makeAugmentedBatch(samples, indices, augmentation, random, { width, height });
  }
}
