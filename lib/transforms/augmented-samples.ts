import { Random } from '../random';
import type { Dataset } from '../samples/dataset';
import type { Size } from '../geometry';
import type { AugmentationParameters } from './augmentation';
import { makeAugmentedBatch } from './batch';
import { tf } from '../ops/tensorflow';

export interface AugmentedSamplesOptions {
  /** How many, from the first one on; all by default. */
  readonly count?: number;
  readonly seed?: number;
  /** The samples are changed anew in each epoch. */
  readonly epoch?: number;
  /** Of the network's input; by default that of the samples. */
  readonly size?: Size;
}

/**
 * Dataset as a network sees them in training, to look at: the same images that `train` makes with this seed.
 *
 * @returns Gray values 0..255, shape [count, height, width], and landmarks as fractions, shape [count, K, 2].
 * @example await beforeAfter(training, augmentedSamples(training, augmentation, { count: 6 }))
 */
export function augmentedSamples(
  samples: Dataset,
  parameters: AugmentationParameters,
  { count = samples.faces.length, seed = 1, epoch = 1, size = samples }: AugmentedSamplesOptions = {},
): Pick<Dataset, 'width' | 'height' | 'images' | 'landmarks'> {
  const { width, height } = size;
  const indices = Array.from({ length: Math.min(count, samples.faces.length) }, (_, i) => i);
  const random = new Random(seed).split('augmentation').split(epoch);
  return tf.tidy(() => {
    const batch = makeAugmentedBatch(samples, indices, parameters, random, { width, height });
    const gray = batch.images.add(0.5).mul(255).round().clipByValue(0, 255);
    return {
      width,
      height,
      images: Uint8Array.from(gray.dataSync()),
      landmarks: Float32Array.from(batch.landmarks.dataSync()),
    };
  });
}
