import type { Size } from '../geometry';
import { Random } from '../random';
import type { Dataset } from '../samples/dataset';
import type { AugmentationParameters } from './augmentation';
import { batchIndices, makeAugmentedBatch, makeBatch } from './batch';
import type { Batch } from './batch';

/** How a data loader shuffles, batches and augments. */
export interface DataLoaderOptions {
  /** Images per batch. */
  readonly batchSize: number;
  /** Drops an epoch's last batch if it is not full; by default it is kept. */
  readonly dropLast?: boolean;
  /** Random transforms of the images; none by default. */
  readonly augmentation?: AugmentationParameters | null;
  /** Seed of the order and the augmentation. */
  readonly seed: number;
}

/**
 * Feeds a network with training images, reshuffled and augmented anew in each epoch. Both depend on the seed and the
 * epoch alone, so a resumed training sees the same images as an uninterrupted one.
 *
 * @example
 * const loader = new DataLoader(training, { width: 80, height: 60 }, { batchSize: 16, seed: 1 });
 * for (const indices of loader.batches(1)) tf.tidy(() => console.log(loader.batch(1, indices).images.shape));
 */
export class DataLoader {
  private readonly random: Random;

  /**
   * Makes a loader; nothing is computed yet.
   *
   * @param samples The training set.
   * @param size Size of the network's input in pixels; larger images are cropped to their center.
   * @param options Batch size, augmentation and seed.
   */
  constructor(
    private readonly samples: Dataset,
    private readonly size: Size,
    private readonly options: DataLoaderOptions,
  ) {
    this.random = new Random(options.seed);
  }

  /** The indices of each batch of an epoch. Epochs count from 1. */
  batches(epoch: number): number[][] {
    const { batchSize, dropLast } = this.options;
    return batchIndices(this.samples.faces.length, batchSize, this.random.split('order').split(epoch), dropLast);
  }

  /** One batch of an epoch, augmented. The caller disposes its tensors. */
  batch(epoch: number, indices: readonly number[]): Batch {
    const { samples, size } = this;
    const { augmentation = null } = this.options;
    if (!augmentation && samples.width === size.width && samples.height === size.height) {
      return makeBatch(samples, indices);
    }
    const random = this.random.split('augmentation').split(epoch);
    return makeAugmentedBatch(samples, indices, augmentation, random, size);
  }
}
