import { range } from 'd3-array';
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
  /** How often an epoch shows each image, each time in another order and augmented anew; 1 by default. */
  readonly augmentationRepeats?: number;
  /** Seed of the order and the augmentation. */
  readonly seed: number;
}

/** Which images a batch has, and how they are augmented. */
export interface BatchPlan {
  /** The epoch, counted from 1. */
  readonly epoch: number;
  /** The epoch's pass over the images, counted from 0; more than one only with `augmentationRepeats`. */
  readonly repetition: number;
  /** Indices of the images in the dataset. */
  readonly indices: readonly number[];
}

/**
 * Feeds a network with training images, reshuffled and augmented anew in each epoch, and in each of its repetitions.
 * Both depend on the seed, the epoch and the repetition alone, so a resumed training sees the same images as an
 * uninterrupted one.
 *
 * Showing each image several times in an epoch is called repeated augmentation; timm has it as `aug_repeats`. Here, the
 * copies of an image are never in the same batch.
 *
 * @see E. Hoffer et al., 'Augment Your Batch: Improving Generalization Through Instance Repetition', CVPR 2020.
 * @example
 * const loader = new DataLoader(training, { width: 80, height: 60 }, { batchSize: 16, seed: 1 });
 * for (const plan of loader.batches(1)) tf.tidy(() => console.log(loader.batch(plan).images.shape));
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

  /** The batches of an epoch, repetition by repetition. Epochs count from 1. */
  batches(epoch: number): BatchPlan[] {
    const { batchSize, dropLast, augmentationRepeats = 1 } = this.options;
    return range(augmentationRepeats).flatMap((repetition) => {
      const random = this.stream('order', epoch, repetition);
      const batches = batchIndices(this.samples.faces.length, batchSize, random, dropLast);
      return batches.map((indices) => ({ epoch, repetition, indices }));
    });
  }

  /** One batch of an epoch, augmented. The caller disposes its tensors. */
  batch({ epoch, repetition, indices }: BatchPlan): Batch {
    const { samples, size } = this;
    const { augmentation = null } = this.options;
    if (!augmentation && samples.width === size.width && samples.height === size.height) {
      return makeBatch(samples, indices);
    }
    return makeAugmentedBatch(samples, indices, augmentation, this.stream('augmentation', epoch, repetition), size);
  }

  /** The random numbers of one repetition. The first one has the epoch's own stream, as if there were no others. */
  private stream(name: 'order' | 'augmentation', epoch: number, repetition: number): Random {
    const random = this.random.split(name).split(epoch);
    return repetition === 0 ? random : random.split('repetition').split(repetition);
  }
}
