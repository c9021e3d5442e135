import { Random } from '../random';
import type { Samples } from '../samples/dataset';
import type { AugmentationParameters, Size } from './augmentation';
import { augmentedBatch } from './batch';
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
 * Samples as a network sees them in training, to look at: the same pictures that `train` makes with this seed.
 *
 * @returns Grey values 0..255, shape [count, height, width], and points as fractions, shape [count, K, 2].
 * @example await beforeAfter(training, augmentedSamples(training, augmentation, { count: 6 }))
 */
export function augmentedSamples(
  samples: Samples,
  parameters: AugmentationParameters,
  { count = samples.faces.length, seed = 1, epoch = 1, size = samples }: AugmentedSamplesOptions = {},
): Pick<Samples, 'width' | 'height' | 'pictures' | 'points'> {
  const { width, height } = size;
  const indices = Array.from({ length: Math.min(count, samples.faces.length) }, (_, i) => i);
  const random = new Random(seed).split('augmentation').split(epoch);
  return tf.tidy(() => {
    const batch = augmentedBatch(samples, indices, parameters, random, { width, height });
    const grey = batch.pictures.add(0.5).mul(255).round().clipByValue(0, 255);
    return {
      width,
      height,
      pictures: Uint8Array.from(grey.dataSync()),
      points: Float32Array.from(batch.points.dataSync()),
    };
  });
}
